"""What a file from outside may be called here. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of a file's name."""

_LEFT_OUT = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]')
"""What no file system, header or line of text takes well: controls, marks that turn the direction of writing, …"""


def clean_name(name: str) -> str:
    """The name without folders, controls and leading dots, no longer than it may be and with its ending; may be empty."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = " ".join(_LEFT_OUT.sub("", name).split()).strip(" .")
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"
    return name[:LONGEST].rstrip()


def clean_line(words: str, longest: int) -> str:
    """One line of what somebody wrote: controls and line ends are blanks, cut where it is too long."""
    shown = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(shown.split())[:longest].rstrip()


def clean_words(words: str, longest: int) -> str:
    """Several lines of what somebody wrote, each cleaned, cut where they are too long."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_line(line, longest) for line in lines).strip()[:longest].rstrip()
