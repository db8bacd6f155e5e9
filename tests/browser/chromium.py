"""
The Chromium that the browser tests drive: found, or fetched.

`python -m tests.browser.chromium` is what `make test` runs: one on PATH, else Playwright's own
download, else Debian's package when root. Where none can be had it says so loudly, and with
CI=true it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "headless_shell",
)
FETCH_SECONDS = 600
LOUD = "!" * 78
NO_BROWSER = f"""
{LOUD}
No Chromium was found and none could be fetched: the browser tests do NOT run.
What a recruit and a trainer see is not tested here. Install Chromium or Google
Chrome so that one of these is on PATH, then run make test again:
{", ".join(NAMES)}
{LOUD}
"""


def find_chromium() -> Path | None:
    """
    The first Chromium that answers, or None.

    One on PATH comes first, then one that Playwright has downloaded before.
    """
    for name in NAMES:
        found = shutil.which(name)
        if found and _answers(found):
            return Path(found)
    own = _playwrights_own()
    return own if own.exists() and _answers(str(own)) else None


def fetch_chromium() -> Path | None:
    """Playwright's own download, else Debian's package when root; None when neither works."""
    install = [sys.executable, "-m", "playwright", "install", "--no-shell"]
    if _is_root() and shutil.which("apt-get"):
        install.append("--with-deps")
    if _runs([*install, "chromium"]) and (found := find_chromium()):
        return found
    if _is_root() and shutil.which("apt-get"):
        _runs(["apt-get", "update"])
        _runs(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
    return find_chromium()


def is_ci() -> bool:
    """Whether continuous integration runs this: there a missing browser is a failure."""
    return os.environ.get("CI", "").lower() == "true"


def main() -> int:
    """Find or fetch; say which it is; return the exit code."""
    found = find_chromium() or fetch_chromium()
    if found:
        sys.stdout.write(f"Browser tests use {found}\n")
        return 0
    sys.stderr.write(NO_BROWSER)
    return 1 if is_ci() else 0


def _playwrights_own() -> Path:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def _answers(program: str) -> bool:
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _runs(command: list[str]) -> bool:
    sys.stdout.write(f"Fetching a browser: {' '.join(command)}\n")
    sys.stdout.flush()
    try:
        return subprocess.run(command, timeout=FETCH_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())
