"""Sentences that hold the words of a question, those first that hold all of them close together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.asking import words
from luoshi.asking.inquiry import Inquiry
from luoshi.asking.topic import holds
from luoshi.ledger.models import Passage
from luoshi.ledger.search import Where, search
from luoshi.ledger.words.bigrams import same_length
from luoshi.ledger.words.query import Query

_BONUS = {"goal": 0.3, "commitment": 0.25, "review": 0.2, "problem": 0.1, "term": 0.1, "heading": -0.4, "outside": -1.0, "guidance": -0.1}
_HEADS = 4
AHEAD = ("goal", "commitment", "guidance")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence and how much of the question it holds."""

    passage: Passage
    plain: str
    lacking: tuple[str, ...]
    """Words that neither the sentence nor its heading nor its paper's title has."""
    beyond: int
    """Words found only in the heading or title."""
    score: float


def find(
    wanted: Sequence[str], inquiry: Inquiry, *, keys: tuple[str, ...] | None = None, limit: int = 40, loose: bool = False,
    names: Sequence[str] = (),
) -> list[Found]:  # fmt: skip
    """Sentences with these words, best first. Those lacking none come first; `loose` looks for any of the words as well.

    `names`: one of these must be there, too.
    """
    wanted = list(dict.fromkeys(word for word in wanted if word.strip()))
    if not wanted and not names:
        return []
    if keys is None:
        exact = find(wanted, inquiry, keys=inquiry.scope.keys, limit=limit, loose=loose, names=names)
        if not inquiry.particular or not inquiry.scope.keys or inquiry.around == inquiry.scope.keys or any(not one.lacking for one in exact):
            return exact
    places = inquiry.around if keys is None else keys
    seen: dict[int, Passage] = {}
    queries = [Query(every=tuple(wanted), some=tuple(names)[:16])] if names else _queries(wanted, loose)
    for query in queries:
        for hit in search(inquiry.person, query, Where(places=places), limit=limit).hits:
            seen.setdefault(hit.passage.pk, hit.passage)
        if len(seen) >= limit or (seen and not loose):
            break
    found = [weigh(passage, wanted) for passage in seen.values()]
    if all(one.lacking for one in found):
        found += [one for one in (weigh(row, wanted) for row in _below(found) if row.pk not in seen) if not one.lacking]
    return sorted(found, key=lambda one: (len(one.lacking), -one.score, one.passage.pk))


def _below(found: Sequence[Found]) -> list[Passage]:
    """The sentences under those of the headings found that hold most of the words: the heading names the thing, the sentence tells of it."""
    heads = [one for one in found if one.passage.role == "heading"]
    least = min((len(one.lacking) for one in heads), default=0)
    rows: list[Passage] = []
    for head in [one for one in heads if len(one.lacking) == least][:_HEADS]:
        about = head.passage
        title = same_length(about.text).strip("。.:;, ")
        for row in Passage.objects.filter(standing=about.standing_id, ordinal__gt=about.ordinal, ordinal__lte=about.ordinal + 12).order_by("ordinal"):
            if row.role == "heading" or title not in same_length(row.heading):
                break
            row.standing = about.standing
            rows.append(row)
    return rows


_GOES_ON = re.compile(r"^(?:该|其|项目|一期|二期|园区|这一|两期)")


def going_on(inquiry: Inquiry, wanted: Sequence[str], *, keys: tuple[str, ...] | None = None) -> list[Found]:
    """Sentences that go on about what the sentence before them names (该项目由…投资建设)."""
    led = [one for one in find(wanted, inquiry, keys=keys, limit=20) if not one.lacking and not one.beyond]
    found = []
    for one in led[:10]:
        rows = Passage.objects.filter(
            standing=one.passage.standing_id, ordinal__gt=one.passage.ordinal, ordinal__lte=one.passage.ordinal + 2
        )
        for row in rows.order_by("ordinal"):
            row.standing = one.passage.standing
            plain = same_length(row.text)
            if _GOES_ON.match(plain):
                found.append(Found(row, plain, (), 0, one.score - 0.3))
    return found


def _queries(wanted: Sequence[str], loose: bool) -> Iterable[Query]:
    plain = [word for word in wanted if words.about(word) == (word,)]
    others = [word for word in wanted if words.about(word) != (word,)]
    yield Query(every=tuple(plain), some=words.about(others[0]) if others else ())
    for other in others[1:]:
        yield Query(every=tuple(plain), some=words.about(other))
    if len(plain) > 1:
        longest = sorted(plain, key=len, reverse=True)
        for left in range(len(plain) - 1, 0, -1):
            yield Query(every=tuple(longest[:left]))
            if left <= len(plain) - 3:
                break
    for word in plain:
        if len(word) > 3:
            rest = tuple(other for other in plain if other != word)
            yield Query(every=(*rest, word[:2], word[-2:]))
    if loose:
        yield Query(some=tuple(wanted)[:12])


def weigh(passage: Passage, wanted: Sequence[str]) -> Found:
    """How much of the words the sentence holds."""
    plain = same_length(passage.text)
    absent = _missing(plain, wanted)
    around = same_length(f"{passage.heading}|{passage.standing.title}")
    lacking = tuple(_missing(around, absent))
    beyond = len(absent) - len(lacking)
    close = _window(plain, [word for word in wanted if word not in absent])
    score = len(wanted) - len(absent) + 0.4 * beyond + _BONUS.get(passage.role, 0) + (0.6 * 20 / (20 + close))
    if len(plain) > 200:
        score -= 0.4
    return Found(passage, plain, lacking, beyond, score)


def _missing(text: str, wanted: Iterable[str]) -> list[str]:
    """The words the text has not, nor one of their field."""
    return [word for word in wanted if not any(holds(text, one) for one in (word, *words.FIELDS.get(word, ())))]


def _window(text: str, wanted: Sequence[str]) -> int:
    """How many characters of the text hold all the words, about."""
    spots = []
    for word in wanted:
        at = [text.find(one) for one in words.about(word) if one in text]
        if at:
            spots.append(min(at))
    return max(spots) - min(spots) if len(spots) > 1 else 0


def years_of(passage: Passage) -> tuple[int, int] | None:
    """The years a sentence tells of: those its paper reports on or plans for, by what the sentence does."""
    about = passage.standing
    period = about.plan if passage.role in AHEAD else about.review
    if not period:
        period = about.plan or about.review or (str(about.year) if about.year else "")
    if not re.fullmatch(r"\d{4}(?:-\d{4})?", period):
        return None
    return int(period[:4]), int(period[-4:])


def in_time(passage: Passage, inquiry: Inquiry) -> bool:
    """Whether the sentence is of the years asked about; a year it names itself counts first."""
    spans = inquiry.scope.years
    if not spans:
        return True
    named = {int(year) for year in re.findall(r"(?<!\d)(20[0-4]\d)(?=年)", same_length(passage.text))}
    if any(span.term for span in spans):
        return True
    if named and any(span.first <= year <= span.last for span in spans for year in named):
        return True
    years = years_of(passage)
    if years is None:
        return False
    if any(span.single for span in spans) and years[0] != years[1]:
        return any(span.last == years[1] and span.at_end for span in spans if span.single)
    return any(span.first <= years[0] and years[1] <= span.last for span in spans)


def ahead(passage: Passage) -> bool:
    """Whether the sentence says what is meant rather than what was done."""
    return passage.role in AHEAD


def nearest(inquiry: Inquiry, wanted: Sequence[str], *, most: int = 3) -> list[Passage]:
    """The sentences that come nearest to a question nothing answers."""
    wanted = [word for word in wanted if len(word) > 1] or list(wanted)
    found = find(wanted, inquiry, limit=30, loose=True)
    if not found and inquiry.scope.keys:
        found = find(wanted, inquiry, keys=(), limit=30, loose=True)
    some = [one for one in found if len(one.lacking) < len(set(wanted)) and one.passage.role != "outside"]
    some.sort(key=lambda one: (sum(map(len, one.lacking)), not in_time(one.passage, inquiry), -one.score))
    return [one.passage for one in some[:most]]
