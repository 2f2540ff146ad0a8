"""The ledger's tables, in the order in which a file becomes facts and people speak of them."""

from luoshi.ledger.fact_tables import (
    FACT_TABLES,
    Actor,
    Deliverable,
    Fact,
    Measure,
    Mention,
    Number,
    Policy,
    Project,
    Reading,
    Section,
    Sentence,
    Table,
    Target,
    Term,
)
from luoshi.ledger.journal.entry import JournalEntry
from luoshi.ledger.sources import Document, Lineage, Rendition, Run, Source, TakeDown
from luoshi.ledger.standing import Figure, Named, Passage, Standing, StandingVersion, Subject
from luoshi.ledger.statements import Anchor, Statement

__all__ = [
    "FACT_TABLES", "Actor", "Anchor", "Deliverable", "Document", "Fact", "Figure", "JournalEntry", "Lineage", "Measure",
    "Mention", "Named", "Number", "Passage", "Policy", "Project", "Reading", "Rendition", "Run", "Section", "Sentence", "Source",
    "Standing", "StandingVersion", "Statement", "Subject", "Table", "TakeDown", "Target", "Term",
]  # fmt: skip
