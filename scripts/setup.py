"""Make .venv with everything pinned in requirements/*.lock. Needs nothing but Python itself.

usage: python3 scripts/setup.py server|dev

What cannot be set up is said in one line with the command that would. Run again, it does nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main() -> int:
    extra = sys.argv[1] if len(sys.argv) > 1 else "server"
    if sys.version_info < (3, 11):  # noqa: UP036  # said in words, before anything newer is tried
        return refuse(f"需要 Python 3.11 以上 / needs Python 3.11 or later, this is {sys.version.split()[0]}")
    lock = ROOT / "requirements" / f"{extra}.lock"
    wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f".{extra}-ready"
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return 0
    print(f"准备运行环境(首次约一两分钟)/ setting up {VENV.name} (a minute or two, the first time)", flush=True)
    if not works() and (problem := make_environment()):
        return refuse(problem)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for step in (["--require-hashes", "-r", str(lock)], ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]):
        if subprocess.run([*pip, *step], cwd=ROOT).returncode:
            return refuse(
                "依赖没有装上:请检查网络后再试 / dependencies not installed: check the network, then run it again"
            )
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "src")])  # a quicker start where nothing is written
    for old in VENV.glob(".*-ready"):
        if old != stamp and extra == "server":
            old.unlink()
    stamp.write_text(wanted)
    return 0


def works() -> bool:
    """Whether .venv has a Python of the right version with pip."""
    if not PYTHON.exists():
        return False
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", check], capture_output=True).returncode == 0


def make_environment() -> str:
    """Make .venv; returns what is in the way, if anything, in one line."""
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True).returncode == 0:
        return ""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):  # Debian keeps pip's seed in a package of its own
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], **quiet)
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True).returncode == 0:
            return ""
    for tool in (["uv", "venv", "--seed", "--quiet"], ["virtualenv", "--quiet"]):
        if shutil.which(tool[0]):
            shutil.rmtree(VENV, ignore_errors=True)
            if subprocess.run([*tool, "--python", sys.executable, str(VENV)], capture_output=True).returncode == 0:
                return ""
    shutil.rmtree(VENV, ignore_errors=True)
    return f"建不了虚拟环境,请先运行 / cannot make a virtual environment, run first: sudo apt-get install -y {package}"


def refuse(line: str) -> int:
    print(line, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
