"""Looking at a council's Word template before it is used: a file from outside like any other.

What could fetch, run or hide something is refused by name; what is missing is said in plain words
(design.md §5, anchors.md §3 F).
"""

import re
from pathlib import Path

from export.body import STYLE_NAMES
from export.paste_in import load_form
from export.reader.opening import Package, package
from models.child import Value
from models.council import TEMPLATE
from models.errors import UserFacingError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES_PART, _HEAD_AND_FOOT = "styles", ("header", "footer")
_LINK = "hyperlink"
_PARTS = (
    (re.compile(r"/embeddings/|oleobject", re.IGNORECASE), "embedded objects (OLE)"),
    (re.compile(r"/activex/", re.IGNORECASE), "ActiveX controls"),
    (re.compile(r"vba|macro", re.IGNORECASE), "macros"),
    (re.compile(r"/externallinks/|/afchunk|altchunk", re.IGNORECASE), "other files inside it"),
)
_OUTSIDE = {
    "attachedTemplate": "a template that is fetched from elsewhere",
    "image": "pictures that are fetched from elsewhere",
    "oleObject": "objects that are fetched from elsewhere",
    "frame": "pages that are fetched from elsewhere",
    "subDocument": "documents that are fetched from elsewhere",
}
_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b")
_PLACES = {
    "marking": "how the paper is classified",
    "reference": "the number of the record",
    "version": "the version",
    "check": "the text check",
}
_REMEDY = "Take it out in Word, save the template as a .docx, and take the folder in again."


class TemplateLook(Value, frozen=True, kw_only=True):
    """What a template lacks: ``missing`` styles by name, ``places`` that head or foot leave out.

    ``missing`` is given with what each style is for.
    """

    missing: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether documents can be made with it."""
        return not self.missing


_FOR = {
    "Child's words": "the child's own words",
    "Child's words source": "who said them and when",
    "Child's words note": "what came of them",
    "Fact label": "the name before a fact",
    "Notice": "what must not be missed",
    "Heard table": "tables",
}


def look_at_template(content: bytes) -> TemplateLook:
    """Return what the template lacks.

    Raises:
        UserFacingError: it is no Word file, or it holds what a template may not.
    """
    opened = package(content)
    _refuse(opened)
    names = _style_names(opened)
    missing = tuple(name for name in sorted(STYLE_NAMES) if name.casefold() not in names)
    said = _head_and_foot(opened)
    places = tuple(words for place, words in _PLACES.items() if f"{{{place}}}" not in said)
    return TemplateLook(missing=missing, places=places)


def said_of(look: TemplateLook) -> tuple[str, ...]:
    """Return what is missing in plain words, a sentence for each."""
    styles = [
        f"There is no style called “{name}”" + (f", for {_FOR[name]}." if name in _FOR else ".")
        for name in look.missing
    ]
    places = [f"Neither head nor foot of the page shows {words}." for words in look.places]
    return (*styles, *places)


def check_folder(folder: Path) -> None:
    """Check what of a settings folder only documents go by: the template, and the form's headings.

    Raises:
        UserFacingError: the template cannot be used, or the form breaks a rule.
    """
    load_form(folder)
    template = folder / TEMPLATE
    if template.is_file():
        try:
            look = look_at_template(template.read_bytes())
        except UserFacingError as fault:
            problem = f"{TEMPLATE} cannot be used. {fault.problem}"
            raise UserFacingError(problem, fault.remedy) from fault
        if not look.fits:
            raise UserFacingError(
                f"{TEMPLATE} cannot be used: {' '.join(said_of(look)[: len(look.missing)])}",
                "Add the styles in Word, under these names, and take the folder in again.",
            )


def _refuse(opened: Package) -> None:
    """Refuse what could fetch, run or hide something, by its name. Raises UserFacingError."""
    found = {words for name in opened.names() for kind, words in _PARTS if kind.search(f"/{name}")}
    for name in opened.names():
        if name.endswith(".rels"):
            continue
        for related in opened.related(name):
            if related.external and related.kind != _LINK:
                found.add(_OUTSIDE.get(related.kind, "something that is fetched from elsewhere"))
        if name.startswith("word/") and name.endswith(".xml"):
            root = opened.xml(name)
            for text in () if root is None else root.iter(f"{_W}instrText"):
                if _FIELDS.search(text.text or ""):
                    found.add("fields that read other files")
    if found:
        raise UserFacingError(
            f"This template holds {', '.join(sorted(found))}, so it was not used.", _REMEDY
        )


def _style_names(opened: Package) -> set[str]:
    part = next((r.target for r in opened.related(opened.main) if r.kind == _STYLES_PART), "")
    root = opened.xml(part) if part else None
    names = () if root is None else root.iter(f"{_W}name")
    return {name.get(f"{_W}val", "").casefold() for name in names}


def _head_and_foot(opened: Package) -> str:
    """Return all text that stands at the head and foot of pages."""
    said = []
    for related in opened.related(opened.main):
        root = opened.xml(related.target) if related.kind in _HEAD_AND_FOOT else None
        said += [] if root is None else ["".join(t.text or "" for t in root.iter(f"{_W}t"))]
    return " ".join(said)
