"""Our Word template, made here from a list of styles and kept as ``resources/word/heard.docx``.

``python -m export.template`` writes the file anew; a test tells when that was forgotten. A council
may put its own file in its place, as long as it has styles of the same names (design.md §5).
"""

from pathlib import Path

import resources
from export.package import packed
from export.template_styles import styles_xml

TEMPLATE = "word/heard.docx"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = f'xmlns:w="{W}" xmlns:r="{R}"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "numbering", "fontTable", "header1", "footer1")
_KINDS = {"header1": "header", "footer1": "footer"}

PAGE, MARGIN = (11906, 16838), 1134
"""A4 upright and its margins, in twentieths of a point: 21 × 29.7 cm, 2 cm all round."""


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WML}.{_KINDS.get(name, name)}+xml"/>'
        for name in _PARTS
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main+xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations() -> str:
    kinds = [(f"{_OFFICE}/relationships/{_KINDS.get(n, n)}", f"{n}.xml") for n in _PARTS]
    return _relations(kinds)


def _document() -> str:
    header, footer = (_PARTS.index(name) + 1 for name in ("header1", "footer1"))
    edges = " ".join(f'w:{edge}="{MARGIN}"' for edge in ("top", "right", "bottom", "left"))
    return (
        f"{_XML}<w:document {_NS}><w:body><w:sectPr>"
        f'<w:headerReference w:type="default" r:id="rId{header}"/>'
        f'<w:footerReference w:type="default" r:id="rId{footer}"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/>'
        f'<w:pgMar {edges} w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _text(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _header() -> str:
    return (
        f'{_XML}<w:hdr {_NS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{_text('{marking}', 'Strong')}{_text('  ·  {reference}')}"
        f"<w:r><w:tab/></w:r>{_text('{council}')}</w:p></w:hdr>"
    )


def _footer() -> str:
    line = _text("{reference} · version {version} · text check {check}")
    pages = _text("Page ") + _field("PAGE") + _text(" of ") + _field("NUMPAGES")
    return (
        f'{_XML}<w:ftr {_NS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{line}<w:r><w:tab/></w:r>{pages}</w:p></w:ftr>"
    )


def _settings() -> str:
    modern = "http://schemas.microsoft.com/office/word"
    return (
        f'{_XML}<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        f'w:uri="{modern}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _numbering() -> str:
    return (
        f'{_XML}<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _fonts() -> str:
    return (
        f'{_XML}<w:fonts {_NS}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>'
        "</w:font></w:fonts>"
    )


def _core() -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Heard template</dc:title>'
        "<dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>Heard</Application></Properties>"
    )


def template_parts() -> dict[str, bytes]:
    """Return the parts of the template as they follow from this module."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/app.xml": _app(),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/document.xml": _document(),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _footer(),
        "word/header1.xml": _header(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _settings(),
        "word/styles.xml": f"{_XML}{styles_xml(_NS)}",
    }
    return {name: text.encode() for name, text in texts.items()}


def write_template(target: Path) -> None:
    """Write the template to ``target``."""
    target.write_bytes(packed(template_parts()))


if __name__ == "__main__":
    write_template(resources.path(TEMPLATE))
