"""The fields of a fact that may be corrected, as a form: what each is called, what it may hold, how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from luoshi.catalogue.indicators import indicators
from luoshi.errors import IntakeError
from luoshi.intake.names import clean_line, clean_words
from luoshi.ledger.kinds import STRUCK, correctable
from luoshi.ledger.pairings import VERDICTS
from luoshi.web.send import values
from luoshi.web.wording import DOCUMENT_KINDS, FIELDS, KINDS, LEVELS, VALUES

RECORDS: dict[str, str] = {
    **{kind: KINDS[kind] for kind in ("measure", "target", "deliverable", "project", "policy", "term", "actor")},
    "sentence": "句子",
    "number": "数字",
    "section": "标题",
    "document": "文件",
    "thread": "对账",
}
"""Kinds of fact as statements and addresses name them, and what they are called."""

_LABELS = {
    **FIELDS,
    "pairing": "配对",
    "role": "作用",
    "title": "标题",
    "style": "样式",
    "kind": "类别",
    "published": "发布日期",
    "review": "回顾年度",
    "plan": "计划年度",
    "meeting": "会议",
    "speaker": "报告人",
    "place_name": "地区",
    "place_level": "层级",
    "place_code": "行政区划代码",
    "place_parent": "上级",
    "place_tie": "与关联地区的关系（托管、合署）",
    "place_tied_to": "关联地区",
    STRUCK: "删去",
}
_OPTIONS: dict[tuple[str, str], dict[str, str]] = {
    ("document", "kind"): DOCUMENT_KINDS,
    ("document", "place_level"): LEVELS,
    ("sentence", "role"): {
        "heading": "标题", "review": "回顾", "guidance": "要求", "goal": "目标", "commitment": "任务", "problem": "问题",
        "term": "名词", "other": "其他",
    },
    ("number", "fate"): {
        "measure": "数据", "date": "日期", "name": "名称", "threshold": "门槛", "slogan": "口号", "definition": "释义",
        "ordinal": "序数", "vague": "约数", "unresolved": "未认出",
    },
    ("section", "style"): {
        "chapter": "章", "section": "节", "numeral": "一、", "parenthesis": "（一）", "digit": "1.", "ordinal": "一是",
        "lead": "段首语", "title": "题名",
    },
}  # fmt: skip
_FIRST = (
    "title", "kind", "place_name", "place_level", "place_code", "place_parent", "review", "plan", "published", "meeting",
    "speaker", "place_tie", "place_tied_to",
)  # fmt: skip
"""The fields of a document in the order in which they are asked for."""
_LONG = frozenset({"definition", "text"})
_YEARS = frozenset({"period", "base_period", "review", "plan"})
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how it is asked for."""

    name: str
    label: str
    shape: Literal["choice", "figure", "years", "day", "code", "indicator", "long", "line"]
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False
    """It may hold nothing at all (`None`)."""
    ranges: bool = False
    """A figure that may be a range."""


def label_of(record: str, field: str) -> str:
    """What a field of this kind of fact is called."""
    return "类型" if (record, field) == ("document", "kind") else _LABELS.get(field, field)


def fields_of(record: str) -> tuple[Field, ...]:
    """The fields of this kind of fact that a person may correct, but for striking it out."""
    found = tuple(_field(record, name, hint) for name, hint in correctable(record).items() if name != STRUCK)
    return tuple(sorted(found, key=lambda field: _FIRST.index(field.name))) if record == "document" else found


def can_be_struck(record: str) -> bool:
    return STRUCK in correctable(record)


def _field(record: str, name: str, hint: Any) -> Field:
    label, optional = label_of(record, name), _takes(hint, type(None))
    if choices := _choices(hint):
        words = _OPTIONS.get((record, name)) or VALUES.get(name, {})
        return Field(name, label, "choice", tuple((each, words.get(each, each) or "—") for each in choices), optional)
    if _takes(hint, float):
        return Field(name, label, "figure", optional=optional, ranges=_takes(hint, tuple))
    if name in _YEARS:
        return Field(name, label, "years")
    if name == "published":
        return Field(name, label, "day")
    if name == "place_code":
        return Field(name, label, "code")
    if name == "indicator":
        return Field(name, label, "indicator")
    return Field(name, label, "long" if name in _LONG else "line")


def _choices(hint: Any) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return tuple(str(each) for each in get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return tuple(choice for part in get_args(hint) for choice in _choices(part))
    return ()


def _takes(hint: Any, kind: type) -> bool:
    if get_origin(hint) in (Union, UnionType):
        return any(_takes(part, kind) for part in get_args(hint))
    return hint is kind or get_origin(hint) is kind


def shown(field: Field, value: Any) -> str:
    """The value as it stands in the form."""
    if field.shape == "indicator" and value and (known := indicators().get(value)):
        return known.name
    return values.shown(value)


def suggested(field: Field, words: str) -> str:
    """What a reader suggests, as the form holds it: of a list, the entry of that name."""
    if field.shape != "choice":
        return words
    return next((value for value, label in field.options if words.strip() in (value, label)), "")


def said(record: str, field: str, value: Any) -> str:
    """A value as lists of corrections say it."""
    if field == STRUCK:
        return "删去" if value else "保留"
    if record == "thread":
        return VERDICTS.get(value["verdict"], "") if value else "—"
    known = next((each for each in fields_of(record) if each.name == field), None)
    if known is not None and known.shape == "choice":
        return dict(known.options).get(str(value or ""), str(value or "")) or "—"
    return (shown(known, value) if known is not None else values.shown(value)) or "—"


def parsed(field: Field, words: str, given: Mapping[str, str]) -> Any:
    """What was typed as the field's value; `given` is the whole form. Raises L558."""
    if len(words) > _LONGEST:
        raise IntakeError("L558", field=field.label, value=f"{words[:20]}…", hint=f"最多 {_LONGEST} 字")
    if field.shape == "choice":
        if field.optional and not words:
            return None
        if words not in dict(field.options):
            raise IntakeError("L558", field=field.label, value=words[:40], hint="请从列表里选")
        return words
    if field.shape == "figure":
        return _figure(field, words, given)
    if field.shape == "years":
        return values.years(words, field.label)
    if field.shape == "day":
        return values.day(words, field.label)
    if field.shape == "code":
        return values.code(words, field.label)
    if field.shape == "indicator":
        return _indicator(field, words)
    return (clean_words if field.shape == "long" else clean_line)(words, _LONGEST)


def _figure(field: Field, words: str, given: Mapping[str, str]) -> Any:
    if not words.strip() and field.optional:
        return None
    unit = given.get("unit", "") if field.name in ("value", "base") else "元"
    value = values.figure(words, unit, field.label)
    if isinstance(value, tuple) and not field.ranges:
        raise IntakeError("L558", field=field.label, value=words[:40], hint="这一栏只填一个数")
    return value


def _indicator(field: Field, words: str) -> str:
    words = clean_line(words, 60)
    if not words:
        return ""
    found = indicators().get(words) or indicators().find(words)
    if found is None:
        raise IntakeError("L558", field=field.label, value=words, hint="指标表里没有，可以留空")
    return found.code


def changes(record: str, current: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the form that say something else than now: field → value. Raises L558."""
    changed = {}
    for field in fields_of(record):
        words = given.get(field.name)
        if words is None or "".join(words.split()) == "".join(shown(field, current[field.name]).split()):
            continue  # blanks alone are the browser's
        value = parsed(field, words, given)
        if value != current[field.name]:
            changed[field.name] = value
    return changed
