"""Words that name a kind of thing, not a thing: 科技型中小企业 is made of such words alone, 鹤山科创园 is not."""

from __future__ import annotations

from functools import cache, lru_cache

from .rows import parts, rows

_SINGLE = frozenset(
    "区市省县州镇乡街村国级型类性化式家个座条所处户名期段新老旧大中小高低多少全各本我该等之前后内外上下东西南北与和及、·的年间里第()（）"
)
"""Single characters that stand between common words without making a name of them."""
_LONGEST = 6


@cache
def common_words() -> frozenset[str]:
    """The common words of `common_words.csv`."""
    return frozenset(word for row in rows("common_words.csv") for word in parts(row["words"]))


@lru_cache(maxsize=16384)
def is_common(phrase: str) -> bool:
    """Whether the phrase can be cut into common words without remainder (so that it names nothing in particular)."""
    words = common_words()
    reached = [True] + [False] * len(phrase)
    for at in range(len(phrase)):
        if not reached[at]:
            continue
        if phrase[at] in _SINGLE:
            reached[at + 1] = True
        for width in range(2, min(_LONGEST, len(phrase) - at) + 1):
            if phrase[at : at + width] in words:
                reached[at + width] = True
    return reached[-1]
