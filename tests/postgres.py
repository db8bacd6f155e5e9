"""
The PostgreSQL that the gradebook is tested with: found, or fetched, and a server of one's own.

`python -m tests.postgres` is what `make test` runs: programs on PATH or where Debian puts
them, else Debian's package when root. Where none can be had it says so loudly, and with CI=true it
fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.chromium import LOUD, is_ci

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN = Path("/usr/lib/postgresql")
FETCH_SECONDS = 600
START_SECONDS = 60
NO_POSTGRES = f"""
{LOUD}
No PostgreSQL was found and none could be fetched: the tests with it do NOT run.
What a host's gradebook on PostgreSQL does is not tested here. Install it so that
initdb and pg_ctl are on PATH (Debian: apt-get install postgresql), then run make
test again.
{LOUD}
"""


def find_postgres() -> Path | None:
    """The folder with initdb and pg_ctl, the newest where there are several; None without one."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).parent] if on_path else []
    places += sorted(DEBIAN.glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    return next((each for each in places if _answers(each)), None)


def fetch_postgres() -> Path | None:
    """Debian's package when root; None when that does not work."""
    if _is_root() and shutil.which("apt-get"):
        _runs(["apt-get", "update"])
        _runs(["apt-get", "install", "--yes", "--no-install-recommends", "postgresql"])
    return find_postgres()


def main() -> int:
    """Find or fetch; say which it is; return the exit code."""
    found = find_postgres() or fetch_postgres()
    if found:
        sys.stdout.write(f"Gradebook tests use PostgreSQL in {found}\n")
        return 0
    sys.stderr.write(NO_POSTGRES)
    return 1 if is_ci() else 0


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """
    Run a server that only this account can reach, through a socket; yield its gradebook's address.

    It refuses to run as root, so it then runs as "nobody".
    """
    folder = Path(
        tempfile.mkdtemp(prefix="lwk-postgres-")
    )  # short: a socket's path may be 107 long
    account = {"user": "nobody", "group": "nogroup", "extra_groups": []} if _is_root() else {}
    if account:
        shutil.chown(folder, "nobody", "nogroup")
        folder.chmod(0o755)
    data = folder / "data"

    def run(*command: str) -> None:
        ended = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            timeout=START_SECONDS * 2,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(folder)},
            **account,  # type: ignore[call-overload]  # the three go together
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr

    try:
        run(
            *(str(programs / "initdb"), "--pgdata", str(data), "--username", "kit"),
            *("--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
        )
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        control = [str(programs / "pg_ctl"), "--pgdata", str(data), "--wait", "-s"]
        log = str(folder / "log.txt")
        run(*control, "--timeout", str(START_SECONDS), "--options", options, "--log", log, "start")
        try:
            yield f"postgresql+psycopg://kit@/postgres?host={folder}"
        finally:
            run(*control, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _answers(programs: Path) -> bool:
    return _runs([str(programs / "initdb"), "--version"], quiet=True) and _runs(
        [str(programs / "pg_ctl"), "--version"], quiet=True
    )


def _runs(command: list[str], *, quiet: bool = False) -> bool:
    if not quiet:
        sys.stdout.write(f"Fetching PostgreSQL: {' '.join(command)}\n")
        sys.stdout.flush()
    try:
        ended = subprocess.run(command, timeout=FETCH_SECONDS, check=False, capture_output=quiet)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())
