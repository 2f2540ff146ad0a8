"""Working out what stands now: the rows of `standing` for a file, from its last reading and people's corrections."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import orjson

from luoshi.catalogue.indicators import indicators
from luoshi.catalogue.offices import theme_of
from luoshi.catalogue.regions import regions
from luoshi.ledger import models, rows
from luoshi.ledger.bulk import insert
from luoshi.ledger.corrections import facts_of
from luoshi.ledger.database import writing
from luoshi.ledger.shelf import current_readings
from luoshi.ledger.words import index
from luoshi.ledger.words.bigrams import normal
from luoshi.people.access import KEEPER
from luoshi.reading import facts
from luoshi.reading.reader import reader_version
from luoshi.reading.text import fold

VERSION = "2"
"""Goes up whenever the same ledger gives other rows."""
LONGEST_KEY = 200


def refresh(lineage: models.Lineage, read: Mapping[int, facts.Reading] | None = None) -> None:
    """Work out the rows of one file afresh, inside the transaction that is open.

    `read` has the readings just made, by the number of their document: they need not be put together from their rows.
    """
    clear(models.Standing.objects.filter(lineage=lineage))
    readings = list(current_readings(KEEPER).filter(run__lineage=lineage).order_by("ordinal"))
    texts: dict[int, str] = {}
    before = None
    for row in readings:
        rendition = row.document.rendition_id
        if rendition not in texts:
            texts[rendition] = models.Rendition.objects.values_list("text", flat=True).get(pk=rendition)
        found = facts_of(row.document, person=KEEPER, read=(read or {}).get(row.document_id))
        if found is not None:
            before = _write(lineage, found.row, found.reading, texts[rendition], before)
    if before is not None:
        _outside(before, texts[readings[-1].document.rendition_id], readings)


def bring_up_to_date(progress: Callable[[int, int], None] | None = None) -> None:
    """Work out every file's rows afresh where another version of this or of the catalogue made them.

    A transaction a file, as it may take long; interrupted, it begins again the next time. `progress` is told how many
    files are done, and of how many.
    """
    version = f"{VERSION}+{reader_version()}"
    if models.StandingVersion.objects.filter(version=version).exists():
        return
    models.StandingVersion.objects.all().delete()
    every = list(models.Lineage.objects.order_by("pk"))
    for done, lineage in enumerate(every, 1):
        with writing(f"workspace {lineage.workspace_id}"):
            refresh(lineage)
        if progress is not None:
            progress(done, len(every))
    models.StandingVersion.objects.create(version=version)


def clear(standing: Any) -> None:
    """Take these documents out of everything that looks things up."""
    ids = list(standing.values_list("pk", flat=True))
    if not ids:
        return
    passages = models.Passage.objects.filter(standing__in=ids)
    index.remove(passages.values_list("pk", "text").order_by("pk").iterator(chunk_size=2000))
    names = models.Named.objects.filter(standing__in=ids)
    index.remove(names.values_list("pk", "key").order_by("pk").iterator(chunk_size=2000), table=index.NAMES)
    for table in (models.Figure, models.Named, models.Passage):
        table.objects.filter(standing__in=ids)._raw_delete("default")
    models.Standing.objects.filter(pk__in=ids)._raw_delete("default")


def place_key(name: str, code: str, parent: str) -> str:
    """What tells a place from every other: its code, else its name, after its parent's where several places bear it."""
    shared = not code and len(regions().by_name(name)) > 1
    return (code or (f"{parent}{name}" if shared else name))[:LONGEST_KEY]


def report_year(about: facts.Document | models.Reading) -> int | None:
    """The year a document is known by: the first it plans for, else the last it reports on, else that of publication."""
    if about.plan:
        return _year(about.plan[:4])
    return _year(about.review[-4:]) or _year(about.published[:4])


def _year(words: str) -> int | None:
    return int(words) if len(words) == 4 and words.isdecimal() else None


def last_year(period: str) -> int | None:
    """The last year of a period (`2024`, `2021-2025`)."""
    return _year(period[-4:])


def _write(
    lineage: models.Lineage, row: models.Reading, reading: facts.Reading, text: str, before: models.Standing | None
) -> models.Standing:
    about = reading.document
    key = place_key(about.place.name, about.place.code, about.place.parent)
    province, city = _above(about.place)
    same_place = models.Standing.objects.filter(place_key=key)
    if city:  # one paper of a place may name its city where another does not
        same_place.filter(city="").update(province=province, city=city)
    elif (known := same_place.exclude(city="").values_list("province", "city").first()) is not None:
        province, city = known
    standing = models.Standing.objects.create(
        lineage=lineage,
        document=row.document,
        reading=row,
        ordinal=row.ordinal,
        workspace_id=row.document.workspace_id,
        audience=row.document.audience,
        owner_id=row.document.owner_id,
        file=row.document.rendition.source.name,
        title=about.title,
        kind=about.kind,
        place=about.place.name,
        place_key=key,
        level=about.place.level,
        code=about.place.code,
        parent=about.place.parent,
        province=province,
        city=city,
        tie=about.place.tie,
        tied_to=about.place.tied_to,
        year=report_year(about),
        published=about.published,
        review=about.review,
        plan=about.plan,
        meeting=about.meeting,
        speaker=about.speaker,
        length=about.end - about.start,
        counts=counts(reading),
        coverage=coverage(reading),
    )
    _passages(standing, reading, text)
    _figures(standing, reading, text)
    _named(standing, reading)
    return standing


def _above(place: facts.Place) -> tuple[str, str]:
    """The names of the province and the city a place is in, as far as they can be told."""
    known = regions()
    region = known.by_code(place.code)
    zone = known.zone(place.name) if region is None else None
    if zone is not None:
        region = known.by_code(zone.region)
    if region is None:
        above = known.by_name(place.parent)
        region = above[0] if len(above) == 1 else None
    if region is None:
        return "", place.name if place.level == "city" else place.parent
    chain = {each.level: each.name for each in (region, *known.above(region))}
    return chain.get("province", ""), chain.get("city", "")


def counts(reading: facts.Reading) -> dict[str, int]:
    """How many facts of each kind there are."""
    lists = ("sentences", "measures", "targets", "numbers", "projects", "policies", "terms", "actors")
    found = {name: len(getattr(reading, name)) for name in lists}
    found["commitments"] = sum(sentence.role == "commitment" for sentence in reading.sentences)
    return found


def coverage(reading: facts.Reading) -> dict[str, dict[str, int]]:
    """What became of the sentences (read into facts, left out on purpose, left unresolved) and of the numbers."""
    starts = [sentence.start for sentence in reading.sentences]
    read: set[int] = {n for n, sentence in enumerate(reading.sentences) if sentence.role == "commitment"}
    open_ones: set[int] = set()
    found: list[Any] = [*reading.measures, *reading.targets, *reading.projects, *reading.policies, *reading.terms]
    for fact in found:
        read.add(bisect_right(starts, fact.start) - 1)
        read.update(bisect_right(starts, each.start) - 1 for each in getattr(fact, "mentions", ()))
    for number in reading.numbers:
        if number.fate == "unresolved":
            open_ones.add(bisect_right(starts, number.start) - 1)
    read.discard(-1)
    open_ones.discard(-1)
    return {
        "sentences": {
            "read": len(read - open_ones),
            "unresolved": len(open_ones),
            "left": len(reading.sentences) - len(read | open_ones),
        },
        "numbers": dict(Counter(number.fate for number in reading.numbers)),
    }


def _passages(standing: models.Standing, reading: facts.Reading, text: str) -> None:
    year = last_year(reading.document.plan)
    lines = []
    for n, sentence in enumerate(reading.sentences):
        section = reading.sections[sentence.section] if sentence.section is not None else None
        promises = sentence.role == "commitment"
        office = sentence.leads[0].office if sentence.leads else ""
        lines.append(
            (
                standing.pk, n, sentence.start, sentence.end, text[sentence.start : sentence.end], sentence.role,
                section.title if section else "", sentence.act or "", office, theme_of(office),
                year if promises else None, any(each.quantified for each in sentence.deliverables), standing.place_key,
            )
        )  # fmt: skip
    _insert_passages(standing, lines)


def _insert_passages(standing: models.Standing, lines: Sequence[tuple[Any, ...]]) -> None:
    columns = [
        "standing", "ordinal", "start", "end", "text", "role", "heading", "act", "office", "theme", "year", "quantified",
        "place_key",
    ]  # fmt: skip
    insert(models.Passage, columns, lines)
    first = lines[0][1] if lines else 0
    new = models.Passage.objects.filter(standing=standing, ordinal__gte=first)
    index.add(new.values_list("pk", "text", "role").order_by("pk").iterator(chunk_size=2000))


def _outside(standing: models.Standing, text: str, readings: Sequence[models.Reading]) -> None:
    """The lines of the file that belong to none of its documents (a page's own words), so that they can be found too."""
    spans = sorted((row.document.start, row.document.end) for row in readings)
    lines, here = [], 0
    ordinal = models.Passage.objects.filter(standing=standing).count()
    for start, end in [*spans, (len(text), len(text))]:
        for line in _lines(text, here, start):
            lines.append(
                (standing.pk, ordinal, *line, text[line[0] : line[1]], "outside", "", "", "", "", None, False, "")
            )
            ordinal += 1
        here = max(here, end)
    if lines:
        _insert_passages(standing, lines)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the lines between two places that hold a letter or a digit."""
    at = start
    for line in fold(text[start:end]).split("\n"):
        bare = line.strip()
        if any(map(str.isalnum, bare)):
            first = at + line.index(bare)
            yield first, first + len(bare)
        at += len(line) + 1


def _figures(standing: models.Standing, reading: facts.Reading, text: str) -> None:
    subjects = _subjects({each.subject for each in reading.measures} | {each.subject for each in reading.targets})
    insert(
        models.Figure,
        [
            "standing", "record", "ordinal", "start", "end", "sentence", "subject", "indicator", "theme", "kind", "modality",
            "bound", "value", "value_high", "unit", "period", "year", "wording", "text", "form", "nature", "refers_to", "base",
            "base_period", "office", "place_key",
        ],
        [*_measures(standing, reading, text, subjects), *_targets(standing, reading, subjects)],
    )  # fmt: skip


def _measures(
    standing: models.Standing, reading: facts.Reading, text: str, subjects: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    for n, each in enumerate(reading.measures):
        yield (
            standing.pk, "measure", n, each.start, each.end, each.sentence, subjects[each.subject], each.indicator,
            _theme(each.indicator), each.kind, each.modality, each.bound, *rows.value_columns(each.value), each.unit[:64],
            each.period[:32], last_year(each.period), each.wording, text[each.start : each.end], "", "", "", None, "",
            _office(reading, each.sentence), standing.place_key,
        )  # fmt: skip


def _targets(
    standing: models.Standing, reading: facts.Reading, subjects: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    for n, each in enumerate(reading.targets):
        yield (
            standing.pk, "target", n, each.start, each.end, each.sentence, subjects[each.subject], each.indicator,
            _theme(each.indicator), each.kind, "target", each.bound, *rows.value_columns(each.value), each.unit[:64],
            each.period[:32], last_year(each.period), each.wording, each.text, each.form, each.nature, each.refers_to,
            *rows.value_columns(each.base)[:1], each.base_period, _office(reading, each.sentence), standing.place_key,
        )  # fmt: skip


def _theme(indicator: str) -> str:
    known = indicators().get(indicator) if indicator else None
    return known.theme if known else ""


def _office(reading: facts.Reading, sentence: int | None) -> str:
    leads = reading.sentences[sentence].leads if sentence is not None else ()
    return leads[0].office if leads else ""


def _subjects(words: set[str]) -> dict[str, int]:
    """The row of each subject, made where there is none."""
    digests = {each: sha256(each.encode()).hexdigest() for each in words}
    found = _known_subjects(digests.values())
    missing = [each for each in sorted(words) if digests[each] not in found]
    models.Subject.objects.bulk_create(
        [models.Subject(words=each, digest=digests[each], normal=normal(each)) for each in missing],
        ignore_conflicts=True, batch_size=200,
    )  # fmt: skip
    found.update(_known_subjects([digests[each] for each in missing]))
    return {each: found[digests[each]] for each in words}


def _known_subjects(digests: Iterable[str]) -> dict[str, int]:
    wanted, found = list(digests), dict[str, int]()
    for at in range(0, len(wanted), 500):
        some = models.Subject.objects.filter(digest__in=wanted[at : at + 500])
        found.update(some.values_list("digest", "pk"))
    return found


def named_key(name: str) -> str:
    """The name as it is looked for, without book marks and quotation marks."""
    return normal(name).translate({ord(c): None for c in '《》"'})[:LONGEST_KEY]


def _named(standing: models.Standing, reading: facts.Reading) -> None:
    lines = []
    for record, (_, _, plural) in rows.ENTITIES.items():
        for n, each in enumerate(getattr(reading, plural)):
            mentions = orjson.dumps([[mention.start, mention.end] for mention in each.mentions]).decode()
            lines.append(
                (
                    standing.pk, record, n, each.start, each.end, each.name, named_key(each.name), getattr(each, "kind", ""),
                    getattr(each, "stage", ""), *rows.value_columns(getattr(each, "amount", None))[:1],
                    getattr(each, "definition", ""), mentions, standing.place_key,
                )
            )  # fmt: skip
    insert(
        models.Named,
        [
            "standing", "record", "ordinal", "start", "end", "name", "key", "kind", "stage", "amount", "definition", "mentions",
            "place_key",
        ],
        lines,
    )  # fmt: skip
    new = models.Named.objects.filter(standing=standing).values_list("pk", "key").order_by("pk")
    index.add(new.iterator(chunk_size=2000), table=index.NAMES)
