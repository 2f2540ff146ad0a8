"""What later papers say of a thing without a figure: it is no answer, and no silence."""

from __future__ import annotations

from collections.abc import Sequence

from .papers import Paper, years
from .thread import Saying

_SHORTEST = 5
"""Characters; a shorter name (学位, 招商引资) stands in too many sentences that are about something else."""


def mentions(promise: Saying, papers: Sequence[Paper]) -> list[Saying]:
    """The first sentence of each paper on the promise's last year that names the thing in looking back; one that gives a figure of it (of another place or year) is none."""
    name, meant = promise.thing.object, years(promise.period)
    if len(name) < _SHORTEST or meant is None:
        return []
    found = []
    for paper in papers:
        if not paper.reports_on(meant[1]) or name not in paper.folded:
            continue
        counted = {measure.sentence for measure in paper.reading.measures if name in measure.subject}
        for index, sentence in enumerate(paper.reading.sentences):
            named = sentence.role in ("review", "other") and paper.folded.find(name, sentence.start, sentence.end) >= 0
            if named and index not in counted:
                span = sentence.start, sentence.end
                found.append(
                    Saying(paper, *span, *span, promise.subject, promise.thing, "actual", str(meant[1]), sentence=index)
                )
                break
    return found
