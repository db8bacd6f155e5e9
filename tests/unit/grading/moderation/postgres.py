"""A PostgreSQL server of one's own, for as long as a test needs it, on a socket in its folder."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
USER = "postgres"
NO_POSTGRES = (
    "No PostgreSQL was found (initdb, pg_ctl), so what runs on one was not tested. On Debian: "
    "apt install postgresql. With CI=true this is an error."
)


def find_postgres() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` lie, or None without a PostgreSQL."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl", path=str(Path(found).resolve().parent)):
        return Path(found).resolve().parent
    folders = [each for place in PLACES for each in Path("/").glob(place.removeprefix("/"))]
    return next(
        (each for each in sorted(folders, reverse=True) if (each / "initdb").exists()), None
    )


@contextmanager
def running_postgres(programs: Path, folder: Path) -> Iterator[str]:
    """Run a server in a folder; yields the address of its database."""
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, USER)
        for parent in folder.parents[:3]:
            parent.chmod(parent.stat().st_mode | 0o011)
        as_user = {"user": USER, "group": USER, "extra_groups": []}

    def run(*command: str) -> None:
        with (folder / "said.txt").open("ab") as said:
            subprocess.run(
                [str(programs / command[0]), *command[1:]],
                check=True,
                cwd=folder,
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                **as_user,
            )

    data = str(folder / "data")
    run("initdb", "--auth=trust", "--username", USER, "--no-sync", "--pgdata", data)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "--pgdata", data, "--wait", "--options", options, "start")
    try:
        yield f"postgresql+pg8000://{USER}@/postgres?unix_sock={folder}/.s.PGSQL.5432"
    finally:
        run("pg_ctl", "--pgdata", data, "--wait", "--mode", "immediate", "stop")
