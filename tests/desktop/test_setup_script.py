"""The set-up script: what it asks of a machine, and when it trusts an environment."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop.install import setup


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone whose locks are empty, so that an environment is made without any download."""
    for name in setup.REQUIREMENTS["dev"]:
        (tmp_path / name).write_text("# nothing\n", encoding="utf-8")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    return tmp_path


def finished(venv: Path, kind: str = "run") -> None:
    interpreter = setup.python_of(venv)
    interpreter.parent.mkdir(parents=True, exist_ok=True)
    interpreter.touch()
    stamp = "\n".join(setup.stamp_lines(kind)) + "\n"
    (venv / setup.STAMP).write_text(stamp, encoding="utf-8")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands the script starts, taken down instead of run."""
    seen: list[list[str]] = []

    def take_down(command: list[str], *, check: bool) -> None:
        seen.append(command)
        if command[1:3] == ["-m", "venv"]:
            interpreter = setup.python_of(Path(command[3]))
            interpreter.parent.mkdir(parents=True)
            interpreter.touch()

    monkeypatch.setattr(subprocess, "run", take_down)
    return seen


def test_that_a_finished_environment_is_left_alone(
    project: Path, commands: list[list[str]]
) -> None:
    finished(project / ".venv")
    setup.prepare(project / ".venv", "run")
    assert commands == []


def test_that_an_environment_for_tests_also_serves_to_run(
    project: Path, commands: list[list[str]]
) -> None:
    finished(project / ".venv", "dev")
    setup.prepare(project / ".venv", "run")
    assert commands == []


def test_that_a_half_made_environment_is_made_anew(
    project: Path, commands: list[list[str]]
) -> None:
    venv = project / ".venv"
    finished(venv)
    (venv / setup.STAMP).unlink()
    (venv / "leftover").touch()
    setup.prepare(venv, "run")
    assert not (venv / "leftover").exists()
    assert [command[2] for command in commands] == ["venv", "pip"]
    assert setup.stamped(venv) == setup.stamp_lines("run")


def test_that_a_changed_lock_makes_the_environment_anew(
    project: Path, commands: list[list[str]]
) -> None:
    finished(project / ".venv", "dev")
    (project / "requirements.txt").write_text("# something\n", encoding="utf-8")
    setup.prepare(project / ".venv", "dev")
    assert [command[2] for command in commands] == ["venv", "pip"]


def test_that_the_tools_for_tests_are_added_without_starting_over(
    project: Path, commands: list[list[str]]
) -> None:
    finished(project / ".venv")
    setup.prepare(project / ".venv", "dev")
    assert [command[2] for command in commands] == ["pip"]
    assert setup.stamped(project / ".venv") == setup.stamp_lines("dev")


def test_that_a_failed_install_leaves_no_stamp(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = project / ".venv"
    finished(venv)

    def fail(command: list[str], *, check: bool) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(subprocess.CalledProcessError):
        setup.prepare(venv, "dev")
    assert setup.stamped(venv) == set()


def test_that_line_ends_of_a_windows_checkout_do_not_change_the_stamp(project: Path) -> None:
    before = setup.stamp_lines("run")
    (project / "requirements.txt").write_bytes(b"# nothing\r\n")
    assert setup.stamp_lines("run") == before


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize(
    ("python", "said"),
    [
        ({"version": (3, 9)}, "3.9"),
        ({"version": (3, 15)}, "3.11 to 3.14"),
        ({"version": (3, 12), "bits": 32}, "64 bits"),
    ],
)
def test_that_a_python_that_will_not_do_is_refused_with_a_way_out_that_fits_the_machine(
    python: dict[str, Any], said: str, *, windows: bool
) -> None:
    problem = setup.python_problem(**python, windows=windows)
    assert problem is not None
    assert said in problem
    assert ("run.cmd" in problem) == windows
    assert ("make run PYTHON=" in problem) != windows


def test_that_a_windows_python_without_pip_is_refused_before_anything_is_made() -> None:
    problem = setup.python_problem((3, 12), has_pip=False, windows=True)
    assert problem is not None
    assert "with pip" in problem
    assert setup.python_problem((3, 12), has_pip=False) is None  # a Debian package brings it


@pytest.mark.parametrize("version", [setup.OLDEST, (3, 12), (3, 13), setup.NEWEST])
def test_that_every_python_the_locked_packages_are_made_for_will_do(
    version: tuple[int, int],
) -> None:
    assert setup.python_problem(version) is None
    assert setup.python_problem(version, windows=True) is None


def test_that_every_page_about_python_names_the_same_versions() -> None:
    root = Path(__file__).parents[2]
    with (root / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["requires-python"]
    oldest, (major, minor) = ".".join(map(str, setup.OLDEST)), setup.NEWEST
    assert wanted == f">={oldest},<{major}.{minor + 1}"
    tried = [f"{major}.{at}" for at in range(minor, setup.OLDEST[1] - 1, -1)]
    assert f"in ({' '.join(tried)})" in (root / "run.cmd").read_text(encoding="ascii")


def test_that_the_screen_libraries_are_asked_for_only_with_a_screen() -> None:
    assert "libxcb-cursor.so.0" not in setup.libraries_wanted({})
    assert "libxcb-cursor.so.0" in setup.libraries_wanted({"DISPLAY": ":0"})
    assert "libwayland-egl.so.1" in setup.libraries_wanted({"WAYLAND_DISPLAY": "wayland-0"})


def test_that_a_missing_library_is_named_by_its_package_in_a_line_to_copy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(setup, "LIBRARIES", {"libheard-is-not-here.so.9": "libheard9"})
    assert "libheard9" in setup.missing_packages({})
    line = setup.apt_line(["libheard9"], root=False)
    assert line == "sudo apt-get install -y --no-install-recommends libheard9"


@pytest.mark.skipif(sys.platform == "win32", reason="the Windows Python under Wine has no venv")
def test_that_an_environment_can_really_be_made(project: Path) -> None:
    venv = project / ".venv"
    setup.prepare(venv, "dev")
    done = subprocess.run(
        [setup.python_of(venv), "-c", "print('here')"], capture_output=True, check=True
    )
    assert done.stdout.split() == [b"here"]


def test_that_the_readme_names_every_system_package() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8").split()
    wanted = {**setup.LIBRARIES, **setup.X11_LIBRARIES}.values()
    assert {package for package in wanted if package not in readme} == set()
    assert setup.FONT_PACKAGE in readme
