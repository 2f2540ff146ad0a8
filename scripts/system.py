"""See to the programs the tests drive: Chromium with Chinese fonts, and PostgreSQL's server.

As root on Debian they are installed; otherwise what is missing is said in one line with the command that would, and the
tests that need it are left out. With CI=true a missing one is a failure.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys


def missing() -> dict[str, list[str]]:
    """What is lacking, and the Debian packages that have it."""
    lacks: dict[str, list[str]] = {}
    if not (shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")):
        lacks["Chromium"] = ["chromium"]
    if not glob.glob("/usr/share/fonts/**/NotoS*CJK*", recursive=True):
        lacks["中文字体 Chinese fonts"] = ["fonts-noto-cjk"]
    if not os.environ.get("LUOSHI_TEST_DATABASE_URL") and not (
        glob.glob("/usr/lib/postgresql/*/bin/initdb") or shutil.which("initdb")
    ):
        lacks["PostgreSQL"] = ["postgresql"]
    return lacks


def main() -> int:
    lacks = missing()
    if lacks and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [package for some in lacks.values() for package in some]
        print(f"安装测试所需程序 / installing what the tests drive: {' '.join(packages)}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *command], env=environment, capture_output=True)
        lacks = missing()
    for name, packages in lacks.items():
        print(
            f"没有 {name},相应测试不跑;安装 / {name} is missing, its tests are left out; to install: "
            f"sudo apt-get install -y {' '.join(packages)}",
            file=sys.stderr,
        )
    return 1 if lacks and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
