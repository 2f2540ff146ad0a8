"""The draft of a plan's mid-term evaluation 中期评估 and of its final one 总结评估, in official format, every figure with its source.

The draft says what papers say, no more: causes and proposals are for those who sign it, and the places for them are marked. Needs no
database and no framework.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Literal

from luoshi.delivering.paper.official import Paper, numeral
from luoshi.reckoning.plans import Monitoring, PlanIndicator, Row
from luoshi.reckoning.plans.figures import figure
from luoshi.reckoning.plans.indicator import STANDINGS
from luoshi.reckoning.threads.judging import OUTCOMES
from luoshi.reckoning.threads.thread import Saying, Thread

Kind = Literal["midterm", "final"]
Where = Callable[[Saying, int, int], str]
"""Where characters of a saying's paper are found, in words or as an address."""
NAMES: dict[Kind, str] = {"midterm": "中期评估", "final": "总结评估"}
TO_WRITE = "（由起草单位补充。）"
_HEADS = ("序号", "指标", "属性", "基期", "目标", "最新数", "完成比例", "时间比例", "进度", "说明")
_SHARES = (4, 18, 7, 11, 13, 12, 8, 8, 9, 30)
_FINAL_HEADS = ("序号", "指标", "属性", "基期", "目标", "结果", "差距", "结论", "依据")
_FINAL_SHARES = (4, 20, 8, 12, 14, 13, 16, 9, 30)


def in_file(one: Saying, start: int, end: int) -> str:
    """What its paper is known by, and which characters of the text."""
    return f"{one.paper.key}，第{start}至{end}字"


class Sources:
    """The numbered sources of a draft: the same words are one source, numbered where they are first cited."""

    def __init__(self, where: Where = in_file) -> None:
        self._where = where
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._said: list[str] = []

    def cite(self, *sayings: Saying | None) -> str:
        """〔1〕 for each saying that is there."""
        return "".join(f"〔{number}〕" for number in dict.fromkeys(self._number(one) for one in sayings if one is not None))

    def span(self, one: Saying, start: int, end: int) -> str:
        """The same for other words of a saying's paper."""
        return f"〔{self._add(one, start, end)}〕"

    def lines(self) -> Iterator[str]:
        """The list of sources, one a paragraph."""
        for number, said in enumerate(self._said, 1):
            yield f"〔{number}〕{said}"

    def _number(self, one: Saying) -> int:
        return self._add(one, one.start, one.end)

    def _add(self, one: Saying, start: int, end: int) -> int:
        paper = one.paper
        key = (paper.key, start, end)
        if key not in self._numbers:
            words = " ".join(paper.text[start:end].split())
            self._said.append(f"《{paper.document.title or paper.key}》（{self._where(one, start, end)}）：“{words}”")
            self._numbers[key] = len(self._said)
        return self._numbers[key]


def evaluation_docx(watched: Monitoring, kind: Kind, stream: IO[bytes], *, where: Where = in_file) -> None:
    """Write the draft: the text, the indicators' table across, the sources."""
    sources = Sources(where)
    title = watched.plan.document.title or watched.plan.key
    paper = Paper(f"《{title}》{NAMES[kind]}报告（草稿）")
    paper.paragraph(_basis(watched, kind))
    parts = (
        ("总体进展", _overall(watched, kind)), ("主要指标", _indicators(watched, kind, sources)), ("指标调整", _amendments(watched, sources)),
        ("待上级下达和缺少数据的指标", _lacking(watched, sources)), ("原因分析", [(0, TO_WRITE)]), ("下一步建议", [(0, TO_WRITE)]),
    )  # fmt: skip
    for number, (name, lines) in enumerate(parts, 1):
        paper.heading(f"{numeral(number)}、{name}")
        for level, words in lines:
            if level:
                paper.heading(words, level)
            else:
                paper.paragraph(words)
    final = kind == "final" and bool(watched.threads)
    paper.attached(f"{watched.year}年规划主要指标{'完成' if final else '进展'}情况表")
    rows = list(_final_rows(watched, sources) if final else _rows(watched, sources))
    paper.table(_FINAL_HEADS if final else _HEADS, rows, widths=_FINAL_SHARES if final else _SHARES)
    paper.new_section(landscape=False)
    paper.heading("数据出处")
    for line in sources.lines():
        paper.paragraph(line)
    paper.save(stream)


def _basis(watched: Monitoring, kind: Kind) -> str:
    papers = "、".join(dict.fromkeys(f"《{each.document.title or each.key}》" for each in watched.later))
    until = f"评估截至{watched.year}年" if kind == "midterm" else f"评估{watched.first}—{watched.last}年"
    return f"本稿由规划和下列文件的原文整理，{until}：{papers or '（没有后来的文件）'}。数后的〔〕为出处编号，见文后“数据出处”；文件中没有的数不推算。"


def _overall(watched: Monitoring, kind: Kind) -> Iterator[tuple[int, str]]:
    natures = Counter(each.nature for each in watched.indicators)
    told = "，".join(f"{nature or '未注明属性'}{count}项" for nature, count in natures.items())
    yield 0, f"规划设主要指标{len(watched.indicators)}项，其中{told}。"
    if kind == "final":
        if not watched.threads:
            yield 0, f"这里还没有报告{watched.last}年的文件，不能作期末结论；以下为截至{watched.year}年的进展。"
        else:
            outcomes = Counter(OUTCOMES[thread.outcome] for _, thread in watched.threads)
            yield 0, f"按目标逐个对照（一项指标有总量和增速两个目标的，各算一个），{_counted(outcomes)}。"
            return
    standings = Counter(STANDINGS[row.standing] for row in _now(watched))
    yield 0, f"截至{watched.year}年，按目标逐个对照（一项指标有总量和增速两个目标的，各算一个），{_counted(standings)}。"


def _counted(counts: Counter[str]) -> str:
    return "，".join(f"{name}{count}个" for name, count in counts.most_common())


def _now(watched: Monitoring) -> list[Row]:
    return [row for row in watched.rows if row.year == watched.year]


def _indicators(watched: Monitoring, kind: Kind, sources: Sources) -> Iterator[tuple[int, str]]:
    threads = {id(indicator): [thread for each, thread in watched.threads if each is indicator] for indicator in watched.indicators}
    for number, nature in enumerate(dict.fromkeys(each.nature for each in watched.indicators), 1):
        yield 2, f"（{numeral(number)}）{nature or '未注明属性的'}指标"
        for one in watched.indicators:
            if one.nature != nature:
                continue
            if kind == "final" and threads[id(one)]:
                lines = [_came_of_it(one, thread, sources, watched) for thread in threads[id(one)]]
            else:
                lines = [_progress(row, sources) for row in _now(watched) if row.indicator is one]
            yield 0, f"{one.number}.{one.name}。{''.join(lines)}"


def _progress(row: Row, sources: Sources) -> str:
    latest = row.latest
    told = f"{_from(row.base, sources)}{_aim(row, sources)}；"
    if latest is None:
        return f"{told}{row.why}。"
    when = f"{latest.period}年" if latest.period else ""
    expected = "预计" if latest.modality == "estimated" else ""
    others = [one for one in row.also if one.low != latest.low and not latest.derived]
    unlike = f"，另有文件说{'、'.join(figure(one) + sources.cite(one) for one in others)}" if others else ""
    cited = sources.cite(*(row.also if latest.derived and row.also else (latest,)))
    return f"{told}{when}{expected}{figure(latest)}{cited}{unlike}；{STANDINGS[row.standing]}：{row.why}。"


def _from(base: Saying | None, sources: Sources) -> str:
    return f"基期{base.period}年{figure(base)}{sources.cite(base)}，" if base else ""


def _aim(row: Row, sources: Sources) -> str:
    target = row.target
    if target is None:
        return "规划未设目标"
    name = "年均" if target.kind == "growth" and "-" in target.period else "累计" if target.cumulative and target.kind == "level" else ""
    if row.amendment:
        was = row.amendment.target
        return f"{name}目标{figure(target)}{sources.cite(row.amendment.now)}（原为{figure(was)}{sources.cite(was)}）"
    return f"{name}目标{figure(target)}{sources.cite(target)}"


def _came_of_it(one: PlanIndicator, thread: Thread, sources: Sources, watched: Monitoring) -> str:
    row = _row_of(watched, one, thread.promise)
    aim = _aim(row, sources) if row else f"目标{figure(thread.promise)}{sources.cite(thread.promise)}"
    result = thread.result
    told = f"结果{figure(result)}{sources.cite(result)}" if result is not None else "没有可比的结果"
    gap = f"，{thread.gap_said}" if thread.gap_said else ""
    return f"{_from(row.base if row else one.base, sources)}{aim}；{told}{gap}；结论：{OUTCOMES[thread.outcome]}（{thread.why}）。"


def _row_of(watched: Monitoring, one: PlanIndicator, target: Saying) -> Row | None:
    return next((row for row in _now(watched) if row.indicator is one and row.target == target), None)


def _amendments(watched: Monitoring, sources: Sources) -> Iterator[tuple[int, str]]:
    if not watched.amendments:
        yield 0, "这里的文件没有说到规划指标的调整。"
    for each in watched.amendments:
        name = watched.indicators[each.number - 1].name
        where = sources.span(each.now, each.start, each.end) if each.body else ""
        when = f"{each.day}" if each.day else "日期原文未说"
        who = f"{each.body}批准{where}（{when}）" if each.body else "原文未说批准机关和日期"
        yield 0, f"{name}：由{figure(each.target)}{sources.cite(each.target)}调整为{figure(each.now)}{sources.cite(each.now, *each.also)}，{who}。"


def _lacking(watched: Monitoring, sources: Sources) -> Iterator[tuple[int, str]]:
    waiting: dict[int, list[str]] = {}
    for step in watched.steps:
        if step.method == "待上级下达" and step.year <= watched.year:
            waiting.setdefault(step.number, []).append(str(step.year))
    for number, years in waiting.items():
        one = watched.indicators[number - 1]
        yield 0, f"{one.name}：{'、'.join(years)}年的目标待上级下达{sources.cite(*one.targets[:1])}，须补充下达文件。"
    silent = list(dict.fromkeys(row.name for row in _now(watched) if row.standing == "silent"))
    if silent:
        yield 0, f"这里的文件没有说到下列指标可比的数，须由统计和主管部门补充：{'、'.join(silent)}。"
    if not waiting and not silent:
        yield 0, "没有。"


def _rows(watched: Monitoring, sources: Sources) -> Iterator[Sequence[str]]:
    for row in _now(watched):
        one, latest = row.indicator, row.latest
        yield (
            str(one.number), one.name, one.nature, _base(row.base, sources), _aim(row, sources),
            f"{latest.period}年{figure(latest)}{_cited(row, sources)}" if latest else "—", _share(row.done), _share(row.elapsed),
            STANDINGS[row.standing], row.why,
        )  # fmt: skip


def _cited(row: Row, sources: Sources) -> str:
    cited: Iterable[Saying | None] = row.also if row.latest and row.latest.derived and row.also else (row.latest,)
    return sources.cite(*cited)


def _final_rows(watched: Monitoring, sources: Sources) -> Iterator[Sequence[str]]:
    for one, thread in watched.threads:
        row = _row_of(watched, one, thread.promise)
        result = thread.result
        yield (
            str(one.number), one.name, one.nature, _base(row.base if row else one.base, sources),
            _aim(row, sources) if row else figure(thread.promise), f"{figure(result)}{sources.cite(result)}" if result is not None else "—",
            thread.gap_said or "—", OUTCOMES[thread.outcome], thread.why,
        )  # fmt: skip


def _base(base: Saying | None, sources: Sources) -> str:
    return f"{figure(base)}{sources.cite(base)}" if base else "—"


def _share(share: float | None) -> str:
    return "—" if share is None else f"{share * 100:.1f}%"
