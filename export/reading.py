"""The text that a Word document of ours shows, read back from the file itself."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHOWN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def visible_text(content: bytes) -> str:
    """Return the text of the document's body, one line for each paragraph, in reading order."""
    with ZipFile(BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"), _PARSER)
    return "\n".join("".join(_pieces(paragraph)) for paragraph in root.iter(f"{_W}p"))


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            yield part.text or ""
        else:
            yield _SHOWN.get(str(part.tag), "")
