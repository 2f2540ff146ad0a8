"""A unit's own Word file as a template: opened safely, its placeholders found, and filled in. Needs no database and no framework.

Its pages, styles, headers and footers stay as they are. A placeholder is {{标题}} and the like; {{正文}} and {{附表}} stand each in a
paragraph of their own. Nothing in a template is run: a placeholder is a name, no expression.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import IO, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from luoshi.delivering.paper.content import Content, Part
from luoshi.delivering.paper.official import HEI, KAI, clean, named, ruled_table
from luoshi.errors import DeliverError
from luoshi.reading.load.archive import Archive

LARGEST = 2 << 20
"""Bytes of the file."""
_UNPACKED = 20 << 20
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(r"macro|vba|activex|oleobject|embeddings/", re.IGNORECASE)
"""In names and types of parts: what would run, or holds another file."""
_REFUSED = ("oleObject", "package", "control", "aFChunk", "attachedTemplate", "subDocument", "frame")
"""Kinds of relationships to such parts."""
_FETCHING = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b", re.IGNORECASE)
"""Fields of Word that reach out of the document."""
_PLACEHOLDER = re.compile(r"\{\{\s*([^{}\s]{1,20})\s*\}\}")
TEXT, TABLE = "正文", "附表"
NAMES = ("标题", "文号", "主送", TEXT, "落款", "日期", "签发人", TABLE)
"""Every placeholder there is."""
_FONTS = {1: HEI, 2: KAI}


def opened(data: bytes) -> Any:
    """The template as a document. Raises L734 with the reason for what is too large, damaged, or not inert; ReadError for a zip bomb."""
    if len(data) > LARGEST:
        raise _refused("超过 2 MB", "over 2 MB")
    archive = Archive(data)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names, size = [part.filename for part in parts.infolist()], sum(part.file_size for part in parts.infolist())
    if size > _UNPACKED:
        raise _refused("解压后过大", "it expands too far")
    if len({name.lower() for name in names}) != len(names) or any(_ACTIVE.search(name) for name in names):
        raise _refused("含有宏或嵌入对象", "it holds macros or embedded objects")
    types = archive.xml("[Content_Types].xml")
    kinds = [each.get("ContentType", "") for each in types] if types is not None else []
    if _MAIN not in kinds or any(_ACTIVE.search(kind) for kind in kinds):
        raise _refused("不是普通的 Word 文档", "it is no plain Word document")
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            _inert(name, archive.xml(name))
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # the library raises whatever its parsing runs into
        raise _refused("打不开", "it cannot be opened") from error


def check(data: bytes, needed: Iterable[str]) -> None:
    """Raise L735 naming the needed placeholders it lacks, L736 those nobody knows; and as `opened`."""
    document = opened(data)
    found: set[str] = set()
    for paragraph in _paragraphs(document):
        words = "".join(piece.text or "" for piece in _pieces(paragraph))
        for name in _PLACEHOLDER.findall(words):
            if name in (TEXT, TABLE) and not _alone(words, name):
                raise DeliverError("L735", what=_listed([name]))
            found.add(name)
    if unknown := sorted(found - set(NAMES)):
        raise DeliverError("L736", what=_listed(unknown))
    if missing := [name for name in needed if name not in found]:
        raise DeliverError("L735", what=_listed(missing))


def fill(data: bytes, content: Content, stream: IO[bytes]) -> None:
    """Write the paper as the template has it. The template is one that `check` has let pass."""
    document = opened(data)
    fields = content.fields()
    for paragraph in list(_paragraphs(document)):
        words = "".join(piece.text or "" for piece in _pieces(paragraph))
        if _alone(words, TEXT):
            _write_text(paragraph, content.parts)
        elif _alone(words, TABLE):
            _write_table(document, paragraph, content)
        elif _PLACEHOLDER.search(words):
            _replace(_pieces(paragraph), fields)
    document.save(stream)


def _inert(name: str, root: Any) -> None:
    """Raise L734 where a part refers to something outside, to a part that runs, or fetches by a field."""
    for element in root.iter() if root is not None else ():
        tag = str(element.tag).rpartition("}")[2]
        if tag == "Relationship":
            kind = (element.get("Type") or "").rpartition("/")[2]
            if kind in _REFUSED or (element.get("TargetMode") == "External" and kind != "hyperlink"):
                raise _refused("引用了外部内容", f"{name} refers to something outside".encode("ascii", "replace").decode())
        elif tag in ("instrText", "fldSimple") and _FETCHING.search(f"{element.text or ''} {element.get(qn('w:instr')) or ''}"):
            raise _refused("含有取外部内容的域", "it has a field that fetches from outside")


def _paragraphs(document: Any) -> Iterator[Any]:
    """Every paragraph of the body, headers and footers, those in tables and text boxes too."""
    wanted = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    stories = [each.target_part.element for each in document.part.rels.values() if not each.is_external and each.reltype in wanted]
    for root in (document.element.body, *stories):
        yield from root.iter(qn("w:p"))


def _pieces(paragraph: Any) -> list[Any]:
    """The paragraph's own pieces of text: Word cuts a placeholder wherever it likes. A text box in it has paragraphs of its own."""
    return [piece for piece in paragraph.iter(qn("w:t")) if next(piece.iterancestors(qn("w:p"))) is paragraph]


def _replace(pieces: Sequence[Any], fields: dict[str, str]) -> None:
    """Put the values in, each where its placeholder began and in the shape that piece has. What a value says is not looked at again."""
    texts = [piece.text or "" for piece in pieces]
    starts = [sum(map(len, texts[:n])) for n in range(len(texts))]
    for found in reversed([*_PLACEHOLDER.finditer("".join(texts))]):
        first = max(n for n, start in enumerate(starts) if start <= found.start())
        last = max(n for n, start in enumerate(starts) if start < found.end())
        rest = texts[last][found.end() - starts[last] :]
        value = " ".join(clean(fields.get(found[1], "")).split("\n"))
        before = texts[first][: found.start() - starts[first]]
        for n in range(first + 1, last + 1):
            texts[n] = ""
        if first == last:
            texts[first] = before + value + rest
        else:
            texts[first], texts[last] = before + value, rest
    for piece, text in zip(pieces, texts, strict=True):
        _say(piece, text)


def _write_text(paragraph: Any, parts: Sequence[Part]) -> None:
    """One paragraph shaped as the placeholder's for each of the text; headings in the fonts of their level."""
    for part in parts:
        made = deepcopy(paragraph)
        first, *others = _pieces(made)
        _say(first, clean(" ".join(part.words.split("\n"))))
        for piece in others:
            _say(piece, "")
        if part.level:
            run = next(first.iterancestors(qn("w:r")))
            named(run.get_or_add_rPr(), _FONTS.get(part.level, HEI))
        paragraph.addprevious(made)
    if parts:
        paragraph.getparent().remove(paragraph)
    else:
        _replace(_pieces(paragraph), {})


def _write_table(document: Any, paragraph: Any, content: Content) -> None:
    """The table before the placeholder's paragraph, which stays, empty: a cell must end with one."""
    if (table := content.table) is not None:
        paragraph.addprevious(ruled_table(document, table.heads, table.rows, widths=table.widths))
    _replace(_pieces(paragraph), {})


def _say(piece: Any, text: str) -> None:
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _alone(words: str, name: str) -> bool:
    found = _PLACEHOLDER.fullmatch(words.strip())
    return found is not None and found[1] == name


def _listed(names: Iterable[str]) -> str:
    return "、".join(f"{{{{{name}}}}}" for name in names)


def _refused(chinese: str, english: str) -> DeliverError:
    return DeliverError("L734", reason=chinese, english=english)
