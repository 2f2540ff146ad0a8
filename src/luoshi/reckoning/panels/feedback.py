"""Target–feedback panels: each headline target beside what later documents of the same place say came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luoshi.catalogue.indicators import indicators
from luoshi.reckoning.threads import Paper, Thread, reckon
from luoshi.reckoning.threads.thread import Saying

from .columns import Column
from .growth_targets import COLUMNS as TARGET_COLUMNS
from .growth_targets import Chosen, ends, figure, hardness_of
from .source import SOURCE_COLUMNS, Record, Source, cited, known_by, last_year
from .tables import FirmnessTable

COLUMNS = (
    *(each for each in TARGET_COLUMNS if each not in SOURCE_COLUMNS and each.name != "nature"),
    Column("outcome", str, "结果", "met, exceeded, missed, partly, silent, adjusted, not_comparable or not_due", rule="By the rule in `why`. silent: not in the later documents that are here, see `searched`"),
    Column("gap", float, "差距", "Result less target", "see `gap_unit`", "Of a range or a bound from the nearest figure that would do; empty where nothing is compared"),
    Column("gap_unit", str, "差距单位", "The unit of the gap"),
    Column("gap_said", str, "差距表述", "The gap in words (低于目标0.4个百分点)"),
    Column("official", str, "政府自评", "The government's own verdict, where it gives one: met, exceeded, missed or partly"),
    Column("official_words", str, "自评原文", "The words of that verdict"),
    Column("result_low", float, "结果下限", "What came of it, the low end", "see `result_unit`", "A point: the figure itself, as `result_high`"),
    Column("result_high", float, "结果上限", "What came of it, the high end", "see `result_unit`"),
    Column("result_unit", str, "结果单位", "The unit of the result"),
    Column("result_bound", str, "结果界限", "eq, ge, le, approx or range, as written"),
    Column("result_modality", str, "结果口径", "actual 实绩 or estimated 预计"),
    Column("result_period", str, "结果期间", "The period the result is of"),
    Column("result_words", str, "结果原文", "The words with the figure, exactly"),
    Column("result_sentence", str, "结果原句", "The sentence or table row they stand in, exactly"),
    Column("result_file", str, "结果来源文件", "The file that gives the result"),
    Column("result_document", int, "结果文件内序号", "As `document`, of that file"),
    Column("result_start", int, "结果起", "Where the words begin", "characters"),
    Column("result_end", int, "结果止", "Where the words end", "characters", "Exclusive"),
    Column("result_kind", str, "结果文件类型", "The kind of document that gives it"),
    Column("result_said_in", int, "结果文件年度", "The year that document is known by", "year"),
    Column("result_citation", str, "结果出处", "How the result is cited"),
    Column("why", str, "依据", "Why the two were paired and by which rule the outcome follows"),
    Column("searched", int, "查过的后续文件数", "Later documents of the place that were looked through", "documents"),
    *SOURCE_COLUMNS,
)  # fmt: skip


def feedback(
    papers: Sequence[tuple[Paper, Source]], firmness: FirmnessTable, chosen: Chosen
) -> Iterator[Record]:
    """The rows of one place, without `main`: all its papers are looked through for what came of each one's headline targets."""
    every = [paper for paper, _ in papers]
    sources = {id(paper): source for paper, source in papers}
    for thread in reckon(every, every, headline=True):
        promise = thread.promise
        if promise.form == "act":
            continue
        if chosen.indicator(promise.thing.indicator) and chosen.year(last_year(promise.period)):
            result = sources[id(thread.result.paper)] if thread.result is not None else None
            yield _row(thread, sources[id(promise.paper)], result, firmness)


def _row(thread: Thread, source: Source, result_source: Source | None, firmness: FirmnessTable) -> Record:
    promise = thread.promise
    known = indicators().get(promise.thing.indicator) if promise.thing.indicator else None
    low, high = ends(promise.value, promise.bound)
    hardness, why = hardness_of(promise.wording, promise.text, firmness)
    return {
        **source.place_columns(),
        "year": last_year(promise.period), "period": promise.period, "indicator": promise.thing.indicator,
        "indicator_name": known.name if known else "", "subject": promise.subject, "kind": promise.kind,
        "target_form": promise.form, "low": low, "high": high, "unit": promise.unit, "bound": promise.bound,
        "aim": promise.paper.text[promise.at : promise.end] if promise.low is not None else promise.text,
        "wording": promise.wording, "hardness": hardness, "hardness_words": "|".join(why), "refers_to": promise.refers_to,
        "main": 0, "sentence": _sentence(promise), "outcome": thread.outcome,
        "gap": None if thread.gap is None else figure(thread.gap), "gap_unit": thread.gap_unit, "gap_said": thread.gap_said,
        "official": thread.official, "official_words": thread.official_words,
        **_result(thread.result, result_source), "why": thread.why, "searched": len(thread.looked),
        **source.columns(promise.start, promise.end),
    }  # fmt: skip


def _result(said: Saying | None, source: Source | None) -> Record:
    if said is None or source is None:
        return {}
    return {
        "result_low": None if said.low is None else figure(said.low), "result_high": None if said.high is None else figure(said.high),
        "result_unit": said.unit, "result_bound": said.bound, "result_modality": said.modality, "result_period": said.period,
        "result_words": said.text, "result_sentence": _sentence(said), "result_file": source.file,
        "result_document": source.position, "result_start": said.start, "result_end": said.end,
        "result_kind": source.about.kind, "result_said_in": known_by(source.about),
        "result_citation": f"{cited(source.about)}，第{said.start}—{said.end}字",
    }  # fmt: skip


def _sentence(said: Saying) -> str:
    sentence = said.paper.sentence(said.sentence)
    return said.paper.text[sentence.start : sentence.end] if sentence is not None else said.text
