"""Whatever a parser does in its child is one file's error: the parent and the rest of the batch go on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luoshi.errors import ReadError
from luoshi.reading.child import Limits, read_many, run_in_child

QUICK = Limits(seconds=2, memory_mb=200)


def spin(_: str = "") -> None:
    while True:
        pass


def sleep(_: str = "") -> None:
    time.sleep(60)


def hoard(_: str = "") -> int:
    return len(bytearray(3 << 30))


def hoard_slowly(_: str = "") -> None:
    kept = []
    while True:
        kept.append("x" * 1_000_000)


def crash(_: str = "") -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(_: str = "") -> None:
    os._exit(3)


def recurse(_: str = "") -> None:
    recurse()


def refuse(_: str = "") -> None:
    raise ReadError("L105")


def fail(_: str = "") -> None:
    raise KeyError("no such part")


def quit_(_: str = "") -> None:
    sys.exit(0)


def unpicklable(_: str = "") -> Any:
    return lambda: None


BAD: dict[str, tuple[Callable[[str], Any], str]] = {
    "spin": (spin, "L121"), "sleep": (sleep, "L121"), "hoard": (hoard, "L122"), "hoard slowly": (hoard_slowly, "L122"),
    "crash": (crash, "L123"), "leave": (leave, "L123"), "recurse": (recurse, "L124"), "refuse": (refuse, "L105"),
    "fail": (fail, "L124"), "quit": (quit_, "L124"), "unpicklable": (unpicklable, "L124"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_each_way_to_go_wrong_has_its_error(what: str) -> None:
    function, number = BAD[what]
    begun = time.monotonic()
    with pytest.raises(ReadError, match=number) as caught:
        run_in_child(function, "报告.pdf", limits=QUICK)
    assert caught.value.subject == "报告.pdf"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("workers", [1, 3])
def test_bad_files_leave_the_others_fine_and_in_order(workers: int) -> None:
    def work(path: str) -> str:
        if path in BAD:
            BAD[path][0](path)
        return path * 2

    paths = [name for bad in BAD if bad != "unpicklable" for name in (bad, f"good after {bad}")]
    results = list(read_many(work, paths, workers=workers, limits=QUICK))
    assert [path for path, _ in results] == paths
    for path, result in results:
        if path in BAD:
            assert isinstance(result, ReadError)
            assert (result.number, result.subject) == (BAD[path][1], path)
        else:
            assert result == path * 2


def test_large_results_and_arguments_pass() -> None:
    assert len(run_in_child(lambda data: data * 3, b"x" * 10_000_000)) == 30_000_000
    assert [len(str(result)) for _, result in read_many(lambda _: "x" * 5_000_000, ["a", "b"], workers=2)] == [
        5_000_000
    ] * 2


def test_a_result_that_waits_for_its_reader_is_not_late() -> None:
    taken = []
    for path, result in read_many(lambda path: path * 3_000_000, ["a", "b", "c"], limits=Limits(seconds=0.3)):
        time.sleep(0.5)
        taken.append((path, result))
    assert taken == [(path, path * 3_000_000) for path in "abc"]


def test_one_child_serves_many_files() -> None:
    processes = {result for _, result in read_many(lambda _: os.getpid(), [str(at) for at in range(50)])}
    assert len(processes) == 1
    assert os.getpid() not in processes


def test_the_parents_memory_is_not_held_against_the_child() -> None:
    ours = bytearray(300 << 20)
    assert run_in_child(lambda: len(bytearray(50 << 20)), limits=QUICK) == 50 << 20
    del ours


def children() -> set[str]:
    own = str(os.getpid())
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "stat").read_text().rpartition(")")[2].split()[1] == own:
                    found.add(entry.name)
            except OSError:
                continue
    return found


def test_nothing_is_left_behind() -> None:
    before, open_before = children(), len(os.listdir("/proc/self/fd"))
    unfinished = read_many(lambda path: path, ["a", "b", "c"], workers=2)
    next(unfinished)
    unfinished.close()
    for what in ("sleep", "crash", "refuse"):
        with pytest.raises(ReadError):
            run_in_child(BAD[what][0], limits=QUICK)
    assert children() == before
    assert len(os.listdir("/proc/self/fd")) == open_before


SCRIPT = """
import atexit, os, sys, time
atexit.register(lambda: os.write(1, b"farewell\\n"))
sys.stdout.write("kept in the buffer\\n")
from luoshi.reading.child import Limits, read_many, run_in_child
def chatter():
    print("from python"); os.write(1, b"from a library\\n"); os.system("echo from a command; echo and again >&2")
    sys.stdout.flush()
    return os.path.realpath("/proc/self/fd/0"), len(os.listdir("/proc/self/fd"))
held = open("/dev/zero")
"""


def python(script: str, **options: Any) -> subprocess.Popen[str]:
    code = SCRIPT + textwrap.dedent(script)
    return subprocess.Popen([sys.executable, "-c", code], stdout=-1, stderr=-1, text=True, **options)


def test_the_child_says_nothing_and_holds_nothing_of_the_parents() -> None:
    # Seven: three streams, Python's own two as one more, two pipes, the listing itself.
    out, err = python("assert run_in_child(chatter) == ('/dev/null', 7), run_in_child(chatter)").communicate(timeout=30)
    assert (out, err) == ("kept in the buffer\nfarewell\n", "")


def waiting(script: str) -> tuple[subprocess.Popen[str], list[int]]:
    """A program that reads, and the children it has once they are at work."""
    process = python(script, start_new_session=True)
    for _ in range(200):
        time.sleep(0.05)
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(found) >= 2:
            return process, [int(child) for child in found]
    raise AssertionError(process.communicate())


def gone(child: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


# A shell starts what runs in its background deaf to interrupts, and the tests with it.
BATCH = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); list(read_many(lambda path: time.sleep(30), ['a', 'b', 'c'], workers=2, limits=Limits(seconds={seconds})))"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_an_interrupt_leaves_no_orphans() -> None:
    process, found = waiting(BATCH.format(seconds=60))
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert "KeyboardInterrupt" in err
    assert all(gone(child, 2) for child in found)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.slow
def test_children_of_a_killed_parent_end_by_themselves() -> None:
    process, found = waiting(BATCH.format(seconds=1))
    process.kill()
    process.communicate(timeout=60)
    assert all(gone(child, 6) for child in found)


def test_it_is_quick() -> None:
    begun = time.monotonic()
    for _ in range(20):
        run_in_child(len, "abc")
    assert (time.monotonic() - begun) / 20 < 0.1, "2 ms on an idle machine"
