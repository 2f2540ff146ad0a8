"""Files in, text out: one loader per kind of file, each giving a `Rendition`.

`load` opens a path with care, `load_bytes` finds the kind from the bytes and calls its loader, `walk` lists the files
of folders. A loader may be fed anything at all, so doors call `load` in a child (`luoshi.reading.child`).
"""

from luoshi.reading.load.file import load, load_bytes
from luoshi.reading.load.folder import walk

__all__ = ["load", "load_bytes", "walk"]
