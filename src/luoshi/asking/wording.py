"""Saying what was found, in the words of the field. Only facts are put into words here; every answer is held against them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from luoshi.asking.answer import Citation, Value
from luoshi.asking.evidence import Evidence
from luoshi.asking.lexicon import cut
from luoshi.asking.words import BASES
from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.units import MULTIPLIERS, unit_of
from luoshi.ledger.models import Passage
from luoshi.ledger.words.bigrams import same_length

_LEADS = re.compile(r"(?:超过|超|突破|近|约|不低于|不少于|不超过|控制在|高于|低于|不到|至少|同口径|每人每[月年]|[><≥≤])$")
_TAILS = re.compile(r"^(?:以上|以下|以内|左右|上下)")
_SCALE = sorted(MULTIPLIERS.items(), key=lambda item: -item[1])
MOST_CITED = 12
LONGEST_QUOTE = 400


def citation(passage: Passage, *, nearest: bool = False) -> Citation:
    """The sentence or row, as it stands."""
    about = passage.standing
    return Citation(
        about.file, about.document_id, about.title, about.place, passage.start, passage.end, passage.text, nearest
    )


def cited(passages: Iterable[Passage], *, nearest: bool = False) -> tuple[Citation, ...]:
    """Citations in order, each once."""
    once = {passage.pk: passage for passage in passages}
    return tuple(citation(passage, nearest=nearest) for passage in list(once.values())[:MOST_CITED])


def values(some: Iterable[Evidence]) -> tuple[Value, ...]:
    """The figures, each once; of a range both ends."""
    found: dict[tuple[float, str], None] = {}
    for one in some:
        for value in (one.figure.value, one.figure.value_high):
            if value is not None:
                found[(value, one.figure.unit)] = None
    return tuple(Value(int(value) if float(value).is_integer() else value, unit) for value, unit in found)


def amount(one: Evidence) -> str:
    """The figure as written, with the words that bound it; a cell of a table with its row's unit."""
    text = one.passage.text
    start, end = one.span
    written = text[start:end] if one.figure.record == "measure" else one.figure.text
    head = text[:start]
    lead = _LEADS.search(same_length(head))
    tail = _TAILS.match(same_length(text[end:]))
    shown = written
    if one.value is not None and not re.search(r"[^\d.,\-—~至到()（） ]", written) and one.figure.unit:
        shown = f"{written}{_row_unit(one)}"
    if one.figure.record == "measure":
        shown = (lead[0] if lead else "") + shown + (text[end : end + tail.end()] if tail else "")
    return shown


def _row_unit(one: Evidence) -> str:
    """The unit as the row writes it (亿元); else the one of the figure."""
    for cell in re.split(r"\s*\|\s*", one.passage.text):
        unit = unit_of(same_length(cell)) if 0 < len(cell) < 8 else None
        if unit is not None and unit.name == one.figure.unit:
            return same_length(cell)
    written = same_length(one.passage.text[slice(*one.span)])
    number = re.sub(r"[^\d.]", "", written)
    if number and one.value:
        for word, factor in _SCALE:
            if abs(float(number) * factor - abs(one.value)) < 1e-6 * max(abs(one.value), 1):
                return f"{word}{one.figure.unit}"
    return one.figure.unit


_LEAD_WORDS = re.compile(r"^(?:该项目(?:由[\u4e00-\u9fff]{2,10}投资建设)?|该企业|其中|该|其|[（(][一二三四五六七八九十]+[）)]|[\s、，,：:；;]|力争|确保|努力|争取|预计|全年|和|及|到\d{4}年|建议将|到20\d\d年底?|是)+")
_END_WORDS = re.compile(r"(?:年均)?(?:增长|增速|降低|下降|达到|达|超过|超|近|约|为|突破|至|到|控制在|不低于|不少于|提高|力争|保持在|稳定在|(?:由|从)(?:上年|去年)?的?|每人每[月年]|分别)+$")


def name_of(one: Evidence) -> str:
    """What the figure is of, as the paper calls it."""
    name = _name(one)
    return name if not one.led_verb or one.led_verb in name else f"{one.led_verb}{name}"


def _name(one: Evidence) -> str:
    known = indicators().get(one.indicator) if one.indicator else None
    subject = _LEAD_WORDS.sub("", one.figure.subject.words)
    subject = _END_WORDS.sub("", subject) or subject
    if known is not None and (one.indicator != one.figure.indicator or len(subject) > 24):
        return known.name
    if known is not None:
        return subject or known.name
    if one.subject.startswith("三次产业结构"):
        return subject
    own = one.passage.text[one.span[0] - len(one.before) : one.span[0]]
    own = _END_WORDS.sub("", _LEAD_WORDS.sub("", own))
    if one.before.endswith("等") or not own or "分别" in one.before:
        return subject or known_thing(one)
    new = [token.text for token in cut(same_length(own)) if token.label in ("content", "name", "code", "thing") and token.text not in same_length(subject)]
    return (own if new and len(own) < 40 else subject) or known_thing(one)


def known_thing(one: Evidence) -> str:
    """A name for a figure whose subject could not be told."""
    return one.after.strip("的、") or "这项数据"


def period_of(one: Evidence) -> str:
    """The years it is for, as said."""
    period = str(one.own_year or "") or one.figure.period
    if not period:
        return ""
    return f"{period.replace('-', '—')}年"


def told(one: Evidence, mark: str = "") -> str:
    """The figure in a clause: 增长6%以上 or 745亿元."""
    if one.value is None:
        return f"{one.figure.text}{mark}"
    shown = amount(one)
    if one.kind == "growth":
        falls = (one.value or 0) < 0 and not shown.startswith("-")
        yearly = "年均" if one.yearly else ""
        return f"{yearly}{'下降' if falls else '增长'}{shown}{mark}"
    if one.kind == "multiple":
        return f"{shown}{mark}"
    return f"{shown}{mark}"


def _basis(one: Evidence) -> str:
    """How a rate is reckoned, where its clause says."""
    for basis in BASES:
        if one.kind == "growth" and (match := basis.search(one.before + one.subject)):
            return f"（{match[0]}）"
    return ""


def short(one: Evidence) -> str:
    """The name, without its place and years."""
    return f"{name_of(one)}{_basis(one)}"


MODALITY_WORDS = {"target": "目标", "done": "完成", "estimated": "预计"}


def statement(one: Evidence, place: str, mark: str, *, of: str = "") -> str:
    """One figure in a sentence of its own. `of`: what the sentence says it is of, where its name does not."""
    name = name_of(one)
    if one.kind == "growth":
        name = re.sub(r"(?:降低|下降|增长)率?$", "", name)
    if of:
        name = f"{name}（{of}）"
    what = f"{place}{'' if one.timeless else period_of(one)}{name.removeprefix(place)}{_basis(one)}"
    if one.timeless:
        return f"{what}{told(one)}{mark}"
    if one.modality == "target":
        return f"{what}的目标是{told(one)}{mark}"
    if one.modality == "estimated":
        return f"{what}预计{told(one)}（报告作出时的预计数）{mark}"
    first = cut(same_length(name))[:1]
    acts = one.kind == "growth" or bool(first and first[0].label in ("flow", "stage")) or _LEADS.match(told(one)) is not None
    return f"{what}{'' if acts or told(one).startswith(('超', '突破', '近', '第', '前')) else '为'}{told(one)}{mark}"


def shortened(text: str) -> str:
    """A sentence as it stands; a very long one cut at its end."""
    text = text.strip()
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}……"


def marks(passages: Sequence[Passage]) -> dict[int, str]:
    """Passage key → its number in the citations ([1])."""
    numbered: dict[int, str] = {}
    for passage in passages:
        if passage.pk not in numbered and len(numbered) < MOST_CITED:
            numbered[passage.pk] = f"[{len(numbered) + 1}]"
    return numbered


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r"\[\d{1,2}\]")


def unsupported(answer: str, citations: Iterable[Citation], question: str, years: Iterable[str] = ()) -> list[str]:
    """The numbers of the answer that stand neither in what it cites nor in the question: there must be none.

    Years may also be those the cited papers are for.
    """
    ground = " ".join([question, *(f"{each.text} {each.title}" for each in citations), *years])
    known = set(_NUMBER.findall(same_length(ground).replace(",", "")))
    return [each for each in _NUMBER.findall(same_length(_MARK.sub("", answer)).replace(",", "")) if each not in known]
