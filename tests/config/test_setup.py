"""``make setup``: what it does without asking, and what it says when it cannot."""

import shutil
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
TOOLS = {"cat", "cksum", "dirname", "id", "ls", "mv", "rm", "sh"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The locks and the scripts alone, without an environment."""
    shutil.copytree(CHECKOUT / "requirements", tmp_path / "requirements")
    shutil.copy(CHECKOUT / "apt.txt", tmp_path)
    return tmp_path


def run(checkout: Path, script: str, *arguments: str, programs: dict[str, str]) -> tuple[int, str]:
    """The exit status and words of a script that sees only TOOLS and these *programs*."""
    tools = checkout / "tools"
    tools.mkdir()
    for name in TOOLS - programs.keys():
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    for name, body in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    finished = subprocess.run(
        [tools / "sh", f"requirements/{script}", *arguments],
        cwd=checkout,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    return finished.returncode, finished.stdout + finished.stderr


@pytest.mark.parametrize(("installed", "wanted"), [("base", "base"), ("dev", "base")])
def test_an_environment_that_is_up_to_date_is_left_alone(
    checkout: Path, installed: str, wanted: str
) -> None:
    stamp_environment(checkout, installed)
    assert run(checkout, "install.sh", wanted, programs={}) == (0, "")


@pytest.mark.parametrize(("installed", "wanted"), [("base", "dev"), ("dev", "dev")])
def test_an_environment_that_lacks_something_is_brought_up_to_date(
    checkout: Path, installed: str, wanted: str
) -> None:
    stamp_environment(checkout, installed)
    with (checkout / "requirements" / "dev.txt").open("a") as lock:
        lock.write("# changed\n")
    status, said = run(checkout, "install.sh", wanted, programs={})
    assert status == 0
    assert f"Installing the packages of requirements/{wanted}.txt" in said
    assert (checkout / ".venv" / f"installed-{wanted}").exists()


def stamp_environment(checkout: Path, name: str) -> None:
    """An environment whose Python agrees to everything, in which this lock was installed."""
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text("#!/bin/sh\nexit 0\n")
    (programs / "python").chmod(0o755)
    locks = f"cat requirements/base.txt requirements/{name}.txt | cksum"
    stamp = subprocess.run(["sh", "-c", locks], cwd=checkout, capture_output=True, check=True)
    (checkout / ".venv" / f"installed-{name}").write_bytes(stamp.stdout)


def test_a_machine_with_an_old_python_alone_is_told_what_it_needs(checkout: Path) -> None:
    status, said = run(checkout, "install.sh", "base", programs={"python3": "exit 1"})
    assert status == 1
    assert "Rightsdesk needs Python 3.11, 3.12, 3.13 or 3.14" in said
    assert not (checkout / ".venv").exists()


def test_a_python_that_makes_no_environments_is_told_apart(checkout: Path) -> None:
    # Debian's python3 without python3-venv.
    body = 'case "$1" in -c) exit 0;; *) exit 1;; esac'
    status, said = run(checkout, "install.sh", "base", programs={"python3": body})
    assert status == 1
    assert "apt-get install python3-venv" in said


def test_an_interrupted_environment_is_made_anew(checkout: Path) -> None:
    half = checkout / ".venv" / "bin"
    half.mkdir(parents=True)
    (half / "python").write_text("#!/bin/sh\nexit 0\n")
    (half / "python").chmod(0o755)
    body = 'case "$1" in -c) exit 0;; *) echo made with "$@"; exit 1;; esac'
    status, said = run(checkout, "install.sh", "base", programs={"python3.12": body})
    assert status == 1
    assert "made with -m venv --clear .venv" in said


def test_missing_system_packages_are_named_with_the_line_that_installs_them(
    checkout: Path,
) -> None:
    programs = {"id": "echo 1000", "dpkg-query": "exit 1", "grep": "exit 1"}
    status, said = run(checkout, "system.sh", programs=programs)
    assert status == 1
    packages = " ".join((checkout / "apt.txt").read_text().split())
    assert f"sudo apt-get update && sudo apt-get install --yes {packages}" in said


def test_missing_system_packages_are_installed_when_root(checkout: Path) -> None:
    programs = {
        "id": "echo 0",
        "dpkg-query": "exit 1",
        "grep": "exit 1",
        "apt-get": 'echo asked for "$@"',
    }
    status, said = run(checkout, "system.sh", programs=programs)
    assert status == 0
    assert "asked for install" in said
    assert "chromium" in said


@pytest.mark.parametrize("browser", ["google-chrome", "chromium-browser"])
def test_a_browser_of_another_name_is_good_enough(checkout: Path, browser: str) -> None:
    (checkout / "apt.txt").write_text("chromium\n")
    assert run(checkout, "system.sh", programs={browser: "exit 0"}) == (0, "")
