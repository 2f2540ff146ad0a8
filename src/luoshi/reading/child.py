"""Work done in a child process under limits, so that whatever a parser does is at most one file's error.

A child is forked, so it starts in milliseconds and needs nothing imported anew. It answers jobs, one after another,
over a pipe; a limit passed, a crash or a deadly signal costs the job at hand and the child, and the next job gets a new
one.

The parent minds the clock. A child also minds itself (CPU and memory limits, an alarm a little after the parent's), so
that no orphan outlives its parent by more than one job's time, and leaves as soon as its job pipe closes.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import select
import signal
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from luoshi.errors import ReadError

P = TypeVar("P")
R = TypeVar("R")

_HEADER = struct.Struct("<Q")
_GRACE = 2.0
"""Seconds after the parent's limit at which a child ends itself, for when the parent is no more."""
_CHUNK = 1 << 20
_COLLECTED_AFTER = (200_000, 20, 20)
"""How seldom a child looks for garbage in circles: facts form none, and looking cost a seventh of the time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use."""

    seconds: float = 60
    """Wall clock and CPU alike."""
    memory_mb: int = 1500
    """Address space beyond what the parent already had when it forked."""


def run_in_child(
    function: Callable[..., R], *arguments: Any, limits: Limits | None = None, subject: str | None = None
) -> R:
    """`function(*arguments)`, done in a child of its own; the result comes back pickled.

    Raises ReadError: the function's own, or L121 to L124 where a limit was passed, the child died, or it raised
    anything else. `subject` names the file in the error; the first argument is taken where it is a path.
    """
    if subject is None:
        subject = str(arguments[0]) if arguments and isinstance(arguments[0], (str, Path)) else ""
    # The arguments go with the fork, not through the pipe: nothing is copied, and nothing needs to be picklable.
    with contextlib.closing(_Child(partial(function, *arguments), limits or Limits())) as child:
        child.send((), subject)
        result = child.receive()
    if isinstance(result, ReadError):
        raise result
    return result  # type: ignore[no-any-return]


def read_many(
    function: Callable[[P], R], paths: Iterable[P], *, workers: int = 1, limits: Limits | None = None
) -> Iterator[tuple[P, R | ReadError]]:
    """`function(path)` for each path, in order, each in a child; a path that fails yields its ReadError.

    Children serve many paths and are replaced only when they die, pass a limit or have grown. Up to one path a worker
    is read ahead of what has been taken.
    """
    limits = limits or Limits()
    remaining = iter(paths)
    free: list[_Child] = []
    busy: deque[tuple[P, _Child]] = deque()

    def top_up() -> None:
        while len(busy) < max(1, workers) and (path := next(remaining, None)) is not None:
            child = free.pop() if free else _Child(function, limits)
            busy.append((path, child))
            child.send((path,), str(path))

    try:
        top_up()
        while busy:
            path, child = busy[0]
            result = child.receive()
            busy.popleft()
            if child.alive:
                free.append(child)
            top_up()  # the children are at work while the result is used
            yield path, result
    finally:
        for child in (*free, *(child for _, child in busy)):
            child.close()


class _Child:
    """The parent's end of one child process."""

    def __init__(self, function: Callable[..., Any], limits: Limits) -> None:
        self._limits = limits
        self._subject = ""
        self._deadline = 0.0
        jobs_out, jobs_in = _pipe()
        results_out, results_in = _pipe()
        self._jobs, self._results = jobs_in, results_out
        # No interrupt may strike the child before it has let go of the parent's handlers and code.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
        try:
            self._process = os.fork()
            if self._process == 0:
                _serve(function, limits, jobs_out, results_in)
            self.alive = True
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.close(jobs_out)
        os.close(results_in)

    def send(self, arguments: tuple[Any, ...], subject: str) -> None:
        self._subject = subject
        self._deadline = time.monotonic() + self._limits.seconds
        with contextlib.suppress(BrokenPipeError):  # a child that died idle is found out when its answer is awaited
            _write(self._jobs, pickle.dumps(arguments, pickle.HIGHEST_PROTOCOL))

    def receive(self) -> Any:
        """The job's result or its ReadError. After it, `alive` tells whether the child can take another job."""
        try:
            header = self._read(_HEADER.size)
            payload = self._read(_HEADER.unpack(header)[0])
        except TimeoutError:
            self.close()
            return self._error("L121", seconds=f"{self._limits.seconds:g}")
        except EOFError:
            return self._died(self.close())
        last, status, value = pickle.loads(payload)
        if last:
            self.close()
        if status == "result":
            return value
        if status == "read error":
            return value if value.subject else type(value)(value.number, self._subject, **value.args[2])
        if status == "memory":
            return self._error("L122", memory_mb=self._limits.memory_mb)
        return self._error("L124", reason=value)

    def close(self) -> int:
        """Kill the child if it still runs and leave nothing behind; how it ended, as os.waitstatus_to_exitcode says."""
        if not self.alive:
            return 0
        self.alive = False
        os.close(self._jobs)
        os.close(self._results)
        try:
            finished, status = os.waitpid(self._process, os.WNOHANG)
            if not finished:
                os.kill(self._process, signal.SIGKILL)
                _, status = os.waitpid(self._process, 0)
        except ChildProcessError:  # the host program reaps children itself
            return -signal.SIGKILL
        return os.waitstatus_to_exitcode(status)

    def _read(self, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            if not select.select([self._results], [], [], max(0.0, self._deadline - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(self._results, min(_CHUNK, size - len(parts)))
            if not part:
                raise EOFError
            parts += part
            # An answer on its way is never late: we may have come for it late ourselves.
            self._deadline = time.monotonic() + self._limits.seconds
        return bytes(parts)

    def _died(self, ending: int) -> ReadError:
        if ending in (-signal.SIGXCPU, -signal.SIGALRM):
            return self._error("L121", seconds=f"{self._limits.seconds:g}")
        if ending < 0:
            with contextlib.suppress(ValueError):
                return self._error("L123", reason=signal.Signals(-ending).name)
        return self._error("L123", reason=f"exit {ending}")

    def _error(self, number: str, **details: object) -> ReadError:
        return ReadError(number, self._subject, **details)


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are not the standard streams, even where the host program has closed those."""
    ends = os.pipe()
    if min(ends) > 2:
        return ends
    import fcntl

    moved = fcntl.fcntl(ends[0], fcntl.F_DUPFD_CLOEXEC, 3), fcntl.fcntl(ends[1], fcntl.F_DUPFD_CLOEXEC, 3)
    for end in ends:
        os.close(end)
    return moved


def _write(pipe: int, payload: bytes) -> None:
    for part in (_HEADER.pack(len(payload)), payload):
        view = memoryview(part)
        while view:
            view = view[os.write(pipe, view) :]


# From here on: the child's side.


def _serve(function: Callable[..., Any], limits: Limits, jobs: int, results: int) -> NoReturn:
    """Answer jobs until the pipe closes; never returns into the parent's code, never runs its exit handlers."""
    try:
        _settle(jobs, results)
        ceiling = _bound_memory(limits)
        with open(jobs, "rb", closefd=False) as source:
            while header := source.read(_HEADER.size):
                payload = source.read(_HEADER.unpack(header)[0])
                signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
                _bound_cpu(limits.seconds)
                answer = _answer(function, payload, ceiling)
                signal.setitimer(signal.ITIMER_REAL, 0)  # a parent that is slow to fetch is no fault of the file
                _write(results, answer)
    except BaseException:
        os._exit(70)
    os._exit(0)


def _settle(jobs: int, results: int) -> None:
    """Cut the ties to the parent: its streams, files, sockets, terminal, handlers and garbage."""
    gc.freeze()  # nothing inherited is finalised here, a database connection's farewell least of all
    gc.set_threshold(*_COLLECTED_AFTER)
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    if threading.current_thread() is threading.main_thread():  # of the parent, until the fork
        signal.set_wakeup_fd(-1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    kept = sorted((jobs, results))
    os.closerange(3, kept[0])
    os.closerange(kept[0] + 1, kept[1])
    os.closerange(kept[1] + 1, 1 << 16)
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space() -> int:
    """Bytes of address space in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _bound_memory(limits: Limits) -> int:
    """Limit the address space to what came with the fork and the allowance; returns when a child has grown too far."""
    before = _address_space()
    allowance = limits.memory_mb << 20
    if before:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = before + allowance
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    return before + allowance // 3


def _bound_cpu(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _answer(function: Callable[..., Any], payload: bytes, ceiling: int) -> bytes:
    """What became of one job, pickled: (whether this child should be replaced, kind of ending, value)."""
    try:
        value = function(*pickle.loads(payload))
        return pickle.dumps((_address_space() > ceiling, "result", value), pickle.HIGHEST_PROTOCOL)
    except ReadError as error:
        return pickle.dumps((False, "read error", error))
    except MemoryError:
        return _OUT_OF_MEMORY
    except BaseException as error:  # SystemExit too: one file's error, whatever it was
        return pickle.dumps((True, "failed", f"{type(error).__name__}: {error}"[:200]))


_OUT_OF_MEMORY = pickle.dumps((True, "memory", None))
