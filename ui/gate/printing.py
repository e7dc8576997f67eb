"""Printing the recovery code on paper; a printer that writes a file is not offered."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


def has_printer() -> bool:
    """Whether a printer is set up on this computer."""
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - slow, seldom needed

    return bool(QPrinterInfo.availablePrinterNames())


def print_code(groups: Sequence[str], parent: QWidget) -> None:
    """Ask for a printer, without blocking, and print the sheet for the council on it."""
    from PySide6.QtPrintSupport import (  # noqa: PLC0415 - slow, seldom needed
        QAbstractPrintDialog,
        QPrintDialog,
        QPrinter,
    )

    printer = QPrinter()
    printer.setDocName("Recovery code")
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
    dialog.accepted.connect(lambda: _print(groups, printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def code_sheet(groups: Sequence[str]) -> QTextDocument:
    """Return the page that is printed: the code in its groups, and what it is for."""
    cells = "".join(
        f"<td style='padding: 6px 14px'><p style='font-size: 9pt'>{number}</p>"
        f"<p style='font-family: monospace; font-size: 18pt'><b>{escape(group)}</b></p></td>"
        for number, group in enumerate(groups, 1)
    )
    document = QTextDocument()
    document.setHtml(
        "<h1>Heard: recovery code</h1>"
        "<p>This code opens the records of one person's Heard when the passphrase is forgotten. "
        "Whoever has both this paper and the laptop can read them.</p>"
        f"<table border='0'><tr>{cells}</tr></table>"
        "<p>Whose Heard: ______________________________</p><p>Date: ____________________</p>"
        "<p>Keep it where the council keeps what must not be lost, and not with the laptop. Using"
        " it makes a new code; then destroy this paper.</p>"
    )
    return document


def _print(groups: Sequence[str], printer: QPrinter) -> None:
    code_sheet(groups).print_(printer)
