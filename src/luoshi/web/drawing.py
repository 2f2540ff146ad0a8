"""Drawing charts: Vega-Lite in, SVG out, by one process for the whole server.

The engine takes 75 MB and most of a second to start, then 40 ms a chart. In each of the server's workers it would cost more memory
than everything else together, so it runs beside them: started by the first chart, asked over a socket in a folder that is this
user's alone, gone when nobody has asked for a while. What was drawn lately is kept.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path

IDLE = 30
"""Seconds without a question after which the process ends."""
LIMIT = 10
"""Seconds one chart may take."""
MOST = 150
"""Charts after which the process makes way for a fresh one: the engine gives back no memory."""
KEPT = 128
"""Charts each worker keeps: about 12 kB each."""
HATCH = "#010203"
"""The colour that stands for hatching: Vega-Lite knows no patterns, so lines are put in its place."""
_started: list[subprocess.Popen[bytes]] = []


class NotDrawn(Exception):
    """The chart could not be drawn; its figures stand in the table beside it."""


@lru_cache(maxsize=KEPT)
def svg(specification: bytes) -> bytes:
    """The chart as SVG. Raises NotDrawn."""
    address = _address()
    for _ in range(3):
        try:
            if drawn := _asked(address, specification):
                return drawn
        except TimeoutError:
            break
        except OSError:  # nobody is there, or it ended just now
            pass
        _start(address)
    raise NotDrawn


def _asked(address: str, specification: bytes) -> bytes:
    """The answer; empty where the process ended before it could give one."""
    with closing(socket.socket(socket.AF_UNIX)) as line:
        line.settimeout(2 * LIMIT)
        line.connect(address)
        line.sendall(specification)
        line.shutdown(socket.SHUT_WR)
        return _all_from(line)


def _all_from(line: socket.socket) -> bytes:
    return b"".join(iter(lambda: line.recv(65536), b""))


def _address() -> str:
    """The socket's path, in a folder of this user's own. One for each installation of Luoshi."""
    folder = Path(tempfile.gettempdir()) / f"luoshi-{os.getuid()}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o077 or not folder.is_dir():
        raise NotDrawn(f"{folder} is somebody else's")
    name = hashlib.blake2b(f"{sys.executable} {__file__}".encode(), digest_size=8).hexdigest()
    return str(folder / f"{name}.sock")


def _start(address: str) -> None:
    """Start the process unless another worker just did; wait until it listens."""
    _started[:] = [each for each in _started if each.poll() is None]
    with open(f"{address}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with suppress(OSError), closing(socket.socket(socket.AF_UNIX)) as probe:
            probe.connect(address)
            return
        Path(address).unlink(missing_ok=True)
        child = subprocess.Popen(
            [sys.executable, "-m", "luoshi.web.drawing", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert child.stdout is not None
        with child.stdout as listening:
            listening.readline()
        _started.append(child)


def main(address: str) -> None:
    """The process itself: one chart after another until nobody asks."""
    import vl_convert

    with closing(socket.socket(socket.AF_UNIX)) as door:
        door.bind(address)
        door.listen(64)
        door.settimeout(IDLE)
        sys.stdout.write("listening\n")
        sys.stdout.close()
        for _ in range(MOST):
            try:
                line, _ = door.accept()
            except TimeoutError:
                break
            signal.alarm(LIMIT)  # a chart that hangs ends the process; the next one asked for starts another
            with closing(line), suppress(OSError, ValueError):
                asked = _all_from(line)
                if asked:  # nothing: someone looked whether anyone is here
                    specification = json.loads(asked)
                    drawn: str = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
                    line.sendall(_hatched(drawn, specification["usermeta"]["ink"]).encode())
            signal.alarm(0)
        Path(address).unlink(missing_ok=True)  # whoever waits at the door gets no answer and starts another


def _hatched(drawn: str, ink: str) -> str:
    """The picture with lines in this ink where the colour for hatching stands."""
    if HATCH not in drawn:
        return drawn
    head, rest = drawn.split(">", 1)
    pattern = (
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="1" y1="0" x2="1" y2="5" stroke="{ink}" stroke-width="2"/></pattern></defs>'
    )
    return f"{head}>{pattern}{rest}".replace(f'"{HATCH}"', '"url(#hatch)"')


if __name__ == "__main__":
    main(sys.argv[1])
