"""The questions of the audit as this council asks them."""

from functools import cache
from pathlib import Path

from models.council import FOLDER
from models.errors import DataFaultError
from models.questions import Questions, load_questions


@cache
def questions_of(home: Path) -> Questions:
    """Return the questions with those of the council's folder; a faulty file changes nothing."""
    try:
        return load_questions(home / FOLDER)
    except DataFaultError:  # the footer of the settings names the file; here the shipped ones serve
        return load_questions()
