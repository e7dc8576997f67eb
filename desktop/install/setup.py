"""Make a clone ready to use: check Python and Qt's system libraries, then fill `.venv`.

Run by `make` and by `run.cmd` with the machine's own Python, so only the standard library
may be imported here. Exit status: 0 ready, 1 something is missing (what, and the command
that brings it, is printed), 2 the packages could not be installed.

    setup.py run        what the program needs
    setup.py dev        what the tests and checks need as well
    setup.py packages   print the Debian packages that Qt needs, and stop
"""

from __future__ import annotations

import ctypes
import getpass
import hashlib
import importlib.util
import os
import platform
import shutil
import struct
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STAMP = "heard-stamp"
REQUIREMENTS = {
    "run": ("requirements.txt",),
    "dev": ("requirements.txt", "requirements-dev.txt"),
}
OLDEST, NEWEST = (3, 11), (3, 14)
"""The locked packages have no files for any other: PySide6 6.11.3 and sqlcipher3 end with 3.14."""
_BITS = 64

# Shared library -> the Debian package that holds it. PySide6 brings Qt, but not these.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_PACKAGE = "fonts-liberation"


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def python_problem(
    version: tuple[int, ...], *, bits: int = _BITS, has_pip: bool = True, windows: bool = False
) -> str | None:
    """Say why this Python will not do and what to do about it, or None when it will.

    On Linux a Python without pip is not named here: a Debian package brings it.
    """
    if not OLDEST <= version[:2] <= NEWEST:
        this = f"this is Python {version[0]}.{version[1]}"
        problem = f"Heard needs Python {_dotted(OLDEST)} to {_dotted(NEWEST)}; {this}."
    elif bits < _BITS:
        problem = f"Heard needs a Python of {_BITS} bits; this one has {bits}."
    elif windows and not has_pip:
        problem = "Heard needs a Python with pip; this one is a package that comes without it."
    else:
        return None
    return f"{problem}\n{_way_out(windows=windows)}"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _way_out(*, windows: bool) -> str:
    if windows:
        newest = _dotted(NEWEST)
        return f"Install Python {newest} (64-bit) from python.org, then start run.cmd again."
    return "Install one that will do, or name it: make run PYTHON=python3.12"


def libraries_wanted(environment: dict[str, str]) -> dict[str, str]:
    """Return the shared libraries Qt will load here: the screen's own only if there is one."""
    wanted = dict(LIBRARIES)
    if environment.get("DISPLAY"):
        wanted.update(X11_LIBRARIES)
    elif environment.get("WAYLAND_DISPLAY"):
        wanted.update(WAYLAND_LIBRARIES)
    return wanted


def loads(library: str) -> bool:
    """Tell whether the system finds and loads a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_fonts() -> bool:
    """Tell whether any outline font is installed; without one, Qt draws empty boxes."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders)


def missing_packages(environment: dict[str, str]) -> list[str]:
    """Return the Debian packages to install before Heard can run on this Linux machine."""
    wanted = libraries_wanted(environment)
    missing = [package for library, package in wanted.items() if not loads(library)]
    if not has_fonts():
        missing.append(FONT_PACKAGE)
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def apt_line(packages: list[str], *, root: bool) -> str:
    """Return the exact command that installs Debian packages."""
    return " ".join(
        [*([] if root else ["sudo"]), "apt-get install -y --no-install-recommends", *packages]
    )


def stamp_lines(kind: str) -> set[str]:
    """Return what a finished environment of this kind holds: this Python, these locks."""
    lines = {f"python {sys.version_info[0]}.{sys.version_info[1]}"}
    for name in REQUIREMENTS[kind]:
        # Line ends differ between a Windows and a Linux checkout of the same file.
        text = (ROOT / name).read_bytes().replace(b"\r\n", b"\n")
        lines.add(f"{name} {hashlib.sha256(text).hexdigest()}")
    return lines


def stamped(venv: Path) -> set[str]:
    """Return the lines of the stamp; none when `.venv` is absent or was never finished."""
    stamp = venv / STAMP
    return set(stamp.read_text(encoding="utf-8").splitlines()) if stamp.is_file() else set()


def python_of(venv: Path) -> Path:
    """Return the path of an environment's interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(venv: Path, kind: str) -> None:
    """Install the locked packages; each file must match a hash in the lock."""
    files = [part for name in REQUIREMENTS[kind] for part in ("-r", str(ROOT / name))]
    command = [str(python_of(venv)), "-m", "pip", "install", "--require-hashes", *files]
    subprocess.run([*command, "-qq", "--disable-pip-version-check"], check=True)


def prepare(venv: Path, kind: str) -> None:
    """Bring `.venv` to what the locks say; a half-made or outdated one is made anew.

    The stamp is taken away first and written last, so that an interrupted run leaves an
    environment which the next run recognises as unfinished.

    Raises:
        subprocess.CalledProcessError: the environment or a package could not be installed.
        OSError: the old environment could not be removed (Heard may be running in it).
    """
    wanted, found = stamp_lines(kind), stamped(venv)
    if wanted <= found and python_of(venv).exists():
        return
    (venv / STAMP).unlink(missing_ok=True)
    if not (found and found <= wanted and python_of(venv).exists()):
        say("Setting up Heard in .venv (once; a minute or two) ...")
        if venv.exists():
            shutil.rmtree(venv)
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    else:
        say("Adding the tools for tests and checks to .venv ...")
    install(venv, kind)
    part = venv / (STAMP + ".part")
    part.write_text("\n".join(sorted(wanted)) + "\n", encoding="utf-8")
    part.replace(venv / STAMP)


def linux_problem() -> str | None:
    """Say which system packages are missing and the command that brings them, or None."""
    missing = missing_packages(dict(os.environ))
    if not missing:
        return None
    root = getpass.getuser() == "root"
    return (
        "Heard needs a few system packages that are not here yet. Install them with:\n\n"
        f"  {apt_line(missing, root=root)}\n"
    )


def system_problem() -> str | None:
    """Say what the machine itself lacks, or None."""
    problem = python_problem(
        sys.version_info[:2],
        bits=8 * struct.calcsize("P"),
        has_pip=importlib.util.find_spec("ensurepip") is not None,
        windows=platform.system() == "Windows",
    )
    return linux_problem() if problem is None and platform.system() == "Linux" else problem


def main(arguments: list[str]) -> int:
    """Check the machine, then make `.venv` ready; return the exit status."""
    kind = arguments[0] if arguments else "run"
    if kind == "packages":
        say(" ".join([*{**LIBRARIES, **X11_LIBRARIES}.values(), FONT_PACKAGE]))
        return 0
    problem = system_problem()
    if problem is not None:
        say(problem)
        return 1
    try:
        prepare(VENV, kind)
    except (subprocess.CalledProcessError, OSError) as error:
        say(f"The packages could not be installed: {error}")
        say("Close Heard if it is open, check the connection, and run the same command again.")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
