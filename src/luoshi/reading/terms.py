"""The glossary of a document, each entry joined to every mention of its term outside it.

Reports end in 名词解释, plans carry 指标注释 under their tables, some put notes at the foot (`[1] …:指…`, `注:…`). An entry is a
number (or none), the term, a colon or 是指, and what it means. Where line breaks were lost the numbers tell entries apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .facts import Mention, Term
from .mentions import find_forms

_HEADING_END = re.compile(r"(?:解释|注释|说明|注解|释义|简释|浅释)[) ]{0,3}:? {0,4}\n?(?=\s{0,4}\S)")
_HEADING = re.compile(
    r"(?:[\n。;!?)]|\A)[ (]{0,4}(?:附(?:件|录|注)?[\d一二三四五:、 ]{0,4})?\n?(?:《[^》\n]{0,40}》)?(?:部分|有关|相关|专业|文中|报告中?|主要){0,2}的?"
    r"(?:专业术语|专有名词|名词|术语|指标|概念|用语|缩略语|词语|名称)(?:(?:和|、|及|与)?(?:名词|术语|概念|用语|指标|缩略语))?的?$"
)
_HEADING_LONGEST = 60
_SEPARATOR = r"(?:[:]|--|,?(?:是指|指的是|系指|指(?=在|的|对|以|由|通过|按|经|为|“|[\u4e00-\u9fff]{6}))|,即|是)"
_TERM = r"(?P<term>[^:\n。;!?]{2,44}?)"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_NUMBERED = re.compile(
    rf"(?:(?<=[\n 。;!?)”》:释明解义])|\A)[ \n]{{0,3}}(?:[(\[](?P<a>\d{{1,3}})[)\]]|(?P<b>\d{{1,3}})(?:[.、:)]|(?= ))|(?P<c>[{_CIRCLED}]))[ ]{{0,2}}{_TERM} ?{_SEPARATOR} ?(?=\S)"
)
_UNNUMBERED = re.compile(rf"[ ]{{0,4}}{_TERM} ?(?::|--|,?是指|指的是|,?系指) ?(?=\S)")
_FOOTNOTE = re.compile(
    rf"\n[ ]{{0,4}}(?:\[\d{{1,3}}\]|[{_CIRCLED}]|\(\d{{1,3}}\)|注释?\d{{0,2}}[:.、]|\*{{1,2}})[ ]{{0,2}}"
    rf"(?P<term>[^:\n。;!?,]{{2,30}}?)(?P<separator>:|,?是指|,?指的是|,?系指|,指) ?(?=\S)"
)
_MEANS = re.compile(r"(?:是)?指|即|是|系")
_MARKS = "“” \n"
_LONGEST_ENTRY = 1500
_FIRST_WITHIN = 120  # characters from the heading in which its first entry begins


class _Inside:
    """Whether a place lies in one of some spans that do not overlap."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [low for low, _ in self._spans]

    def holds(self, at: int) -> bool:
        """True where `at` lies in a span."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._spans[index][1]


class _Entry(NamedTuple):
    start: int
    end: int
    term: tuple[int, int]
    definition: tuple[int, int]


def find_terms(text: str, folded: str, start: int, end: int, **_: object) -> tuple[Term, ...]:
    """The glossary entries of `text[start:end]`, in order. A term's span is its entry's; its mentions are the places
    outside the glossary where the term stands, with or without quotation marks."""
    regions: list[tuple[int, int]] = []
    entries: list[_Entry] = []
    for heading in _HEADING_END.finditer(folded, start, end):
        before = _HEADING.search(folded[max(start, heading.start() - _HEADING_LONGEST) : heading.start()])
        if before is None or (regions and heading.start() < regions[-1][1]):
            continue
        group = list(_numbered(folded, heading.end(), end)) or list(_by_line(folded, heading.end(), end))
        if group:
            regions.append((heading.start(), group[-1].end))
            entries += group
    glossary = _Inside(regions)
    for entry in _footnotes(folded, start, end):
        if not glossary.holds(entry.start):
            entries.append(entry)
            regions.append((entry.start, entry.end))
    if not entries:
        return ()
    entries.sort()
    mentions = _mentions(folded, start, end, entries, sorted(regions))
    return tuple(
        Term(entry.start, entry.end, text[slice(*entry.term)], text[slice(*entry.definition)], tuple(found))
        for entry, found in zip(entries, mentions, strict=True)
    )


def _numbered(folded: str, low: int, end: int) -> Iterator[_Entry]:
    """Entries told apart by numbers that go up by one. The last ends with its line."""
    heads: list[re.Match[str]] = []
    at = low - 1
    reach = low + _FIRST_WITHIN
    while match := _NUMBERED.search(folded, max(at, 0), min(end, reach)):
        number = int(match["a"] or match["b"] or _CIRCLED.index(match["c"]) + 1)
        if number == len(heads) + 1:
            heads.append(match)
            reach = match.end() + _LONGEST_ENTRY
        elif not heads:
            return
        at = match.start("term")
    for index, head in enumerate(heads):
        stop = heads[index + 1].start() if index + 1 < len(heads) else end
        if index + 1 == len(heads):
            line_end = folded.find("\n", head.end(), stop)
            stop = line_end if line_end >= 0 else stop
        yield _entry(folded, head, min(stop, head.start() + _LONGEST_ENTRY))


def _by_line(folded: str, low: int, end: int) -> Iterator[_Entry]:
    """Entries without numbers, one a line, until a line that is none."""
    while low < end:
        line_end = folded.find("\n", low, end)
        line_end = end if line_end < 0 else line_end
        if folded[low:line_end].strip():
            head = _UNNUMBERED.match(folded, low, line_end)
            if head is None or line_end - low > _LONGEST_ENTRY:
                return
            yield _entry(folded, head, line_end)
        low = line_end + 1


def _footnotes(folded: str, start: int, end: int) -> Iterator[_Entry]:
    """Notes at the foot of a page or the text; one under a number in brackets must say 指."""
    for head in _FOOTNOTE.finditer(folded, start, end):
        line_end = folded.find("\n", head.end(), end)
        line_end = end if line_end < 0 else line_end
        plain = head["separator"] == ":" and not _MEANS.match(folded, head.end())
        mark = folded[head.start() : head.start("term")].strip()
        if plain and (mark.startswith(("(", "注", "*")) or line_end - head.start() > _LONGEST_ENTRY):
            continue
        yield _entry(folded, head, line_end)


def _entry(folded: str, head: re.Match[str], stop: int) -> _Entry:
    term_low, term_high = head.span("term")
    while term_low < term_high and folded[term_low] in " \n":
        term_low += 1
    while term_low < term_high and folded[term_high - 1] in " \n,":
        term_high -= 1
    whole = folded[term_low:term_high]
    if whole.startswith("“") and whole.endswith("”") and whole.count("“") == 1:
        term_low, term_high = term_low + 1, term_high - 1
    first = head.start()
    while first < term_low and folded[first] in " \n":
        first += 1
    last = stop
    while last > head.end() and folded[last - 1] in " \n":
        last -= 1
    return _Entry(first, last, (term_low, term_high), (head.end(), last))


def _mentions(
    folded: str, start: int, end: int, entries: list[_Entry], regions: list[tuple[int, int]]
) -> list[list[Mention]]:
    """Mentions of each entry's term outside the glossary."""
    forms: list[str] = []
    owners: list[int] = []
    for index, entry in enumerate(entries):
        for form in _forms(folded[slice(*entry.term)]):
            forms.append(form)
            owners.append(index)
    found: list[list[Mention]] = [[] for _ in entries]
    glossary = _Inside(regions)
    for low, high, which in find_forms(folded, start, end, forms):
        if not glossary.holds(low):
            found[owners[which]].append(Mention(low, high))
    return found


def _forms(term: str) -> list[str]:
    """The ways a term may be written: whole, without its brackets, what is in them, from its quotation on."""
    forms = [term]
    opening = term.find("(")
    if opening > 1:
        forms.append(term[:opening])
        inner = term[opening + 1 : term.find(")", opening)].strip(_MARKS)
        if len(inner) > 1 and not inner.isdigit():
            forms.append(inner)
    quoted = term.find("“")
    if quoted > 0 and term.find("”", quoted) < len(term) - 1:
        forms.append(term[quoted:])
    if "”“" in term or "”、“" in term:
        forms += [part.strip(_MARKS) for part in term.replace("”、“", "”“").split("”“")]
    return [form for form in dict.fromkeys(forms) if len(form) > 1]
