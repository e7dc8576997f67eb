"""Rules of the house that no linter knows, checked on every file that git tracks."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("desktop", "ui", "models", "export", "resources")
LONGEST = 400

# Modules that are longer on purpose, each with the reason it is not split.
LONG_ON_PURPOSE: dict[str, str] = {}

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None or not (ROOT / ".git").exists(),
    reason="needs a git clone; the files are the same on Windows",
)


def tracked(*patterns: str) -> list[Path]:
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--", *patterns]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """Return a tracked file's text; pictures, documents and fonts have none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def found(pattern: str, paths: list[Path]) -> list[str]:
    """Return `file:line: line` for each match; patterns here never match their own source."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_that_no_file_names_a_folder_of_one_machine() -> None:
    assert found(r"(?<![\w.}])/(?:work|root|home|tmp)/[\w.]|[A-Z]:\\+Users\\+\w", tracked()) == []


def test_that_no_file_names_a_package_index() -> None:
    addresses = (
        r"pypi[.]org|pythonhosted[.]|registry[.]npmjs|deb[.]debian[.]|--(?:extra-)?index-url"
    )
    assert found(addresses, tracked()) == []


def test_that_no_lock_with_addresses_is_kept() -> None:
    assert tracked("uv.lock", "**/uv.lock", "*package-lock.json", "*yarn.lock") == []


def test_that_nothing_is_left_for_later() -> None:
    words = r"\b(?:TO[D]O|FIX[M]E|HAC[K]|[Cc]oming soo[n]|[Ll]orem ipsu[m])\b"
    assert found(words, tracked("*.py", "*.toml", "*.md", "Makefile", ".ci", "*.yaml")) == []


def test_that_every_silenced_check_gives_its_reason() -> None:
    code = [path for name in PACKAGES for path in tracked(f"{name}/**/*.py")]
    bare = r"#\s*(?:noq[a]|type:\s*ignor[e])(?:(?::\s*[A-Z0-9, ]+)|\[[\w, -]+\])?\W*\w{0,3}\W*$"
    assert found(bare, code) == []


def test_that_every_package_says_what_belongs_in_it() -> None:
    inits = [path for name in PACKAGES for path in tracked(f"{name}/**/__init__.py")]
    silent = [path for path in inits if not ast.get_docstring(ast.parse(text_of(path)))]
    assert silent == []
    folders = {path.parent for name in PACKAGES for path in tracked(f"{name}/**/*.py")}
    assert {folder for folder in folders if folder / "__init__.py" not in inits} == set()


def test_that_modules_stay_short_or_say_why_not() -> None:
    modules = [path for name in PACKAGES for path in tracked(f"{name}/**/*.py")]
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in modules
        if (count := len(text_of(path).splitlines())) > LONGEST
    }
    assert {name: lines for name, lines in long.items() if name not in LONG_ON_PURPOSE} == {}
    assert set(LONG_ON_PURPOSE) <= set(long)


def test_that_every_locked_package_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8").strip())
        loose = [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry]
        assert loose == []


def test_that_the_readme_gives_a_reason_for_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    names = {re.split(r"[^\w.-]", dependency)[0] for dependency in wanted}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in names if f"| {name} |" not in readme} == set()


def test_that_every_picture_in_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


def test_that_third_party_data_comes_with_its_licence() -> None:
    folders = {path.parent for path in tracked("resources/third_party/*/*")}
    names = {folder: {path.stem.upper() for path in folder.iterdir()} for folder in folders}
    assert [folder.name for folder in folders if not names[folder] & {"LICENSE", "LICENCE"}] == []
    for folder in folders:
        pages = [path for path in folder.iterdir() if path.stem.upper() in ("LICENSE", "LICENCE")]
        said = "".join(page.read_text(encoding="utf-8") for page in pages)
        assert re.search(r"^\W*Source: <?https://\S+", said, re.MULTILINE), folder.name


def test_that_no_network_module_can_be_imported_unnoticed() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        lint = tomllib.load(file)["tool"]["ruff"]["lint"]
    banned = set(lint["flake8-tidy-imports"]["banned-api"])
    assert banned >= {
        *("PySide6.QtNetwork", "asyncio", "ftplib", "http", "imaplib", "poplib", "requests"),
        *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3"),
        *("webbrowser", "xmlrpc"),
    }
    let_off = [path for path, rules in lint["per-file-ignores"].items() if "TID251" in rules]
    assert sorted(let_off) == ["tests/**", "ui/background.py"]
