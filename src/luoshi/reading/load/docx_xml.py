"""Small helpers over the XML of office files; names are compared without their namespace, of which there are two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def name_of(element: _Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def child(element: _Element | None, name: str) -> _Element | None:
    if element is not None:
        for inner in element:
            if name_of(inner) == name:
                return inner
    return None


def find(element: _Element | None, *path: str) -> _Element | None:
    """The element at the end of a path of names, each the first of its kind."""
    for name in path:
        element = child(element, name)
    return element


def attribute(element: _Element | None, name: str) -> str:
    """An attribute's value by its name without namespace; empty where there is none."""
    if element is not None:
        for key, value in element.attrib.items():
            key = str(key)
            if key[key.rfind("}") + 1 :] == name:
                return str(value)
    return ""


def flag(properties: _Element | None, name: str) -> bool:
    """Whether an on/off property is on."""
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in ("0", "false", "off")
