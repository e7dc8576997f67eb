"""Jobs of the helper process that read Word files; Word's library is loaded only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.council_folder import look_at, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from export.findings import Finding
    from export.template_values import TemplatePaper
    from models.council_folder import FolderLook


def look_at_folder(folder: Path, home: Path) -> FolderLook:
    """Return what a settings folder would change. Raises UserFacingError for one with a fault."""
    return look_at(folder, home, _check)


def take_in_folder(folder: Path, home: Path) -> FolderLook:
    """Put a settings folder in force from the next start on. Raises UserFacingError."""
    return take_in(folder, home, _check)


def template_words(path: Path) -> str:
    """Return what is to be said of a template, in plain words.

    Raises:
        UserFacingError: it cannot be read, or holds what a template may not.
    """
    from export.council_template import look_at_template, said_of  # noqa: PLC0415 - see above
    from export.reader.opening import content_of  # noqa: PLC0415 - see above

    look = look_at_template(content_of(path))
    begins = "This template can be used." if look.fits else "This template cannot be used yet."
    return " ".join((begins, *said_of(look)))


def paper_of_template(content: bytes) -> TemplatePaper:
    """Return what pages made with a template look like. Raises UserFacingError."""
    from export.template_paper import template_paper  # noqa: PLC0415 - see above

    return template_paper(content)


def check_word_file(path: Path) -> tuple[Finding, ...]:
    """Return what in a Word file stands in a reader's way. Raises UserFacingError."""
    from export.accessibility import check_file  # noqa: PLC0415 - see above

    return check_file(path)


def _check(folder: Path) -> None:
    from export.council_template import check_folder  # noqa: PLC0415 - see above

    check_folder(folder)
