"""The things a question joins by 和 or 比: 城镇和农村居民收入, 上市企业目标和科技型中小企业目标. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi.asking import words
from luoshi.asking.lexicon import Token
from luoshi.asking.topic import Topic, topic_of
from luoshi.catalogue.indicators import indicators

_JOINS = ("和", "与", "跟", "及", "比", "同", "还是", "以及", "相比", "比较")


def topics_of(tokens: Sequence[Token]) -> list[Topic]:
    """The things joined by 和 or 比; what the last is called serves those before it, too (城镇和农村居民收入)."""
    groups: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in _JOINS:
            groups.append([])
        else:
            groups[-1].append(token)
    groups = [group for group in groups if any(token.label in ("content", "name", "code", "thing") and token.text not in words.COMPARING for token in group)]
    if len(groups) < 2:
        return []
    last = groups[-1]
    said = "".join(token.text for token in last if token.tells)
    topics = []
    for group in groups:
        topic = topic_of(group)
        if not topic.indicator and group is not last:
            own = "".join(token.text for token in group if token.tells)
            for cut in range(1, len(said)):
                if (found := indicators().find(own + said[cut:])) is not None:
                    topic = Topic((), found.code, own + said[cut:])
                    break
        topics.append(topic)
    if not all(topic.indicator or topic.words for topic in topics) or len({topic.name for topic in topics}) < 2:
        return []
    return topics
