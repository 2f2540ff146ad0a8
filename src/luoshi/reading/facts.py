"""What a reading holds: one frozen type per kind of fact.

Every fact stands on a span of one rendition's text: `start` and `end` are characters of the text as decoded, with no
newline translation, `end` exclusive. `text[start:end]` is the fact's own words, unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

DocumentKind = Literal[
    "work_report", "plan_report", "budget_report", "plan", "midterm_evaluation", "final_evaluation", "adjustment",
    "bulletin", "task_table", "news", "policy", "other",
]  # fmt: skip
Role = Literal["heading", "review", "guidance", "goal", "commitment", "problem", "term", "other"]
"""What a sentence does (../shared/gold/GUIDE-sentences.md)."""
MeasureKind = Literal["level", "growth", "change", "multiple", "rank"]
Modality = Literal["actual", "estimated", "target"]
Bound = Literal["eq", "ge", "le", "approx", "range"]
TargetForm = Literal["numeric", "relative", "assigned", "direction"]
Act = Literal["主办", "配合", "争取", "支持"]
"""What kind of act a commitment is for this government: its own, another's it joins, one it asks for, one it helps."""
NumberFate = Literal["measure", "date", "name", "threshold", "slogan", "definition", "ordinal", "vague", "unresolved"]
ProjectStage = Literal["谋划", "签约", "开工", "在建", "竣工", "投产", ""]
Level = Literal["nation", "province", "city", "district", "zone", "town", ""]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source: its number from 1 and its span in the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rendition:
    """The text one loader version got from one source. Tables stand in it as lines of cells parted by ` | `."""

    text: str
    media_type: str
    """As in `text/plain`, found from the bytes, not from the file's name."""
    loader: str
    """Which loader made the text, with its version (`docx/1`)."""
    encoding: str = ""
    """The encoding found, for text and HTML; empty for formats that carry their own."""
    pages: tuple[Page, ...] = ()
    """Empty where the source has no pages."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whom a document speaks for: an administrative district, or a functional zone beside one."""

    name: str
    """As the documents name it in full (东西湖区, 武汉经济技术开发区); empty where it cannot be told."""
    level: Level = ""
    code: str = ""
    """Six-digit administrative code (GB/T 2260); empty for zones, which have none."""
    parent: str = ""
    """The name of the place above it (武汉市)."""
    tie: str = ""
    """How a zone and a district belong together: 托管 or 合署; empty where they do not or it is not said."""
    tied_to: str = ""
    """The name of that other place."""


@dataclass(frozen=True, slots=True)
class Document:
    """One government document: a span of a rendition."""

    start: int
    end: int
    title: str
    kind: DocumentKind
    place: Place
    published: str = ""
    """ISO date, or empty."""
    review: str = ""
    """The year or years reported on: `2024`, `2016-2020`, or empty."""
    plan: str = ""
    """The year or years planned for, written the same way."""
    meeting: str = ""
    """The meeting it was put to, in its own words."""
    speaker: str = ""
    """Who gave it, as named in the text: office and name (市长程用文 style), or empty."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Sections form a tree by `level` and order."""

    start: int
    end: int
    """The heading's own words, without the prose glued to it."""
    title: str
    level: int
    """1 for the outermost kind of heading in this document, and so on inwards without gaps."""
    body_end: int
    """Where the section ends: the next heading of this level or one further out, or the document's end."""
    style: Literal["chapter", "section", "numeral", "parenthesis", "digit", "ordinal", "lead", "title"]
    """章; 节; 一、; (一); 1.; 一是; a bold lead phrase; the document's own title or a heading without a number (前言, 附件)."""
    parent: int | None = None
    """Position of the section above in the reading's sections."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An office that would lead a commitment, with the reason."""

    office: str
    score: float
    """0 to 1; a suggestion's weight beside the others, no probability."""
    words: tuple[str, ...]
    """The words of the sentence (or of its heading) that decided it, `lead_words` in records."""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """The piece of a commitment that would be ticked off: one act and its object."""

    start: int
    end: int
    quantified: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a row of a table, and what it does."""

    start: int
    end: int
    role: Role
    section: int | None = None
    """Position of the section it stands in, in the reading's sections."""
    act: Act | None = None
    """For commitments only, like the two that follow."""
    leads: tuple[Lead, ...] = ()
    """Best first; empty where nothing in the words decides."""
    deliverables: tuple[Deliverable, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that says how much (../shared/gold/GUIDE.md). `start` and `end` are those of the value and its unit."""

    start: int
    end: int
    value: float | int | tuple[float | int, float | int]
    """Multipliers expanded; a range as (low, high); a fall negative for growth and change only."""
    unit: str
    subject: str
    kind: MeasureKind
    modality: Modality
    bound: Bound
    period: str
    """`2024`, `2021-2025`, or empty where it cannot be told."""
    wording: str = ""
    """The words that say how firm it is, as written (力争, 确保, 不少于, 左右), joined by `|`."""
    indicator: str = ""
    """The catalogue's code, or empty where it does not know the subject."""
    sentence: int | None = None
    """Position of its sentence in the reading's sentences."""


@dataclass(frozen=True, slots=True)
class Target:
    """A headline target, with a number or without. `start` and `end` are those of the clause or table row."""

    start: int
    end: int
    subject: str
    form: TargetForm
    """`target_form` in records."""
    text: str
    """What it aims at, in its own words: 5%以上, 与经济增长同步, 完成市定目标, 持续改善."""
    period: str
    value: float | int | tuple[float | int, float | int] | None = None
    unit: str = ""
    kind: MeasureKind | Literal[""] = ""
    bound: Bound | Literal[""] = ""
    wording: str = ""
    indicator: str = ""
    refers_to: str = ""
    """For a relative target: what it is tied to (经济增长); for an assigned one: who sets it (市)."""
    nature: Literal["预期性", "约束性", ""] = ""
    base: float | int | None = None
    """The base year's value where a table gives it."""
    base_period: str = ""
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text, in digits or Chinese numerals, and what became of it."""

    start: int
    end: int
    fate: NumberFate
    reason: str
    """Why, in a word or two: the rule's name."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where an entity is named."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Project:
    """A named project. `start` and `end` are its first mention's, as for every entity."""

    start: int
    end: int
    name: str
    stage: ProjectStage
    """The furthest stage said to have been reached; 谋划 where all of it is still to come."""
    amount: float | int | None
    """Money said of it, in yuan."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy, programme or plan named in the text."""

    start: int
    end: int
    name: str
    kind: Literal["document", "programme"]
    """A titled paper (《…》), or a programme by its short name (“1+3”政策包)."""
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry, joined to every mention of the term outside the glossary. The span is the entry's."""

    start: int
    end: int
    name: str
    definition: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, firm, park or place as named."""

    start: int
    end: int
    name: str
    kind: Literal["government", "firm", "school", "hospital", "park", "place", "organisation"]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its words' span (empty where the cell is)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the text, row by row."""

    start: int
    end: int
    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one run of the reader found in one document. Lists are in the order of the text."""

    document: Document
    reader: str
    """Version of the reader and of the catalogue it read with."""
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    numbers: tuple[Number, ...] = ()
    projects: tuple[Project, ...] = ()
    policies: tuple[Policy, ...] = ()
    terms: tuple[Term, ...] = ()
    actors: tuple[Actor, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file's text and the readings of the documents in it."""

    file: str
    """The path as given; empty for text given directly."""
    rendition: Rendition
    readings: tuple[Reading, ...] = field(default_factory=tuple)
