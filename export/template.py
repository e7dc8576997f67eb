"""Our Word template, made here with python-docx and kept as ``resources/word/heard.docx``.

``python -m export.template`` writes the file anew; a test tells when that was forgotten. A council
may put its own file in its place, as long as it has styles of the same names (design.md §5).
"""

import io

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.section import Section
from docx.shared import Mm, Twips
from docx.text.paragraph import Paragraph

import resources
from export.package import settled
from export.template_styles import BASE_STYLES, add_styles

TEMPLATE = "word/heard.docx"

_EMPTY = f"<w:document {nsdecls('w', 'r')}><w:body><w:sectPr/></w:body></w:document>"
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
_NUMBERING = (
    f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_PARTS: tuple[tuple[type[XmlPart], str, str, str, str], ...] = (
    (StylesPart, "styles", CT.WML_STYLES, RT.STYLES, BASE_STYLES),
    (SettingsPart, "settings", CT.WML_SETTINGS, RT.SETTINGS, _SETTINGS),
    (NumberingPart, "numbering", CT.WML_NUMBERING, RT.NUMBERING, _NUMBERING),
)


def template() -> bytes:
    """Return the template as it follows from this module."""
    package = Package()
    name = PackURI("/word/document.xml")
    main = DocumentPart.load(name, CT.WML_DOCUMENT_MAIN, _EMPTY.encode(), package)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    for kind, word, content, relation, xml in _PARTS:
        uri = PackURI(f"/word/{word}.xml")
        main.relate_to(kind.load(uri, content, xml.encode(), package), relation)
    document = main.document
    add_styles(document.styles)
    _set_page(document.sections[0])
    saved = io.BytesIO()
    document.save(saved)
    return settled(saved.getvalue())


def _set_page(section: Section) -> None:
    """Make it A4 upright, 2 cm all round, with what stands at the head and foot of every page."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.gutter = Twips(0)
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.add_run("{marking}", style="Strong")
    head.add_run("  ·  {reference}")
    _go_right(head)
    head.add_run("{council}")
    foot.add_run("{reference} · version {version} · text check {check}")
    _go_right(foot)
    foot.add_run("Page ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _go_right(line: Paragraph) -> None:
    """Set what follows against the right margin, however the page lies."""
    tab = '<w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/>'
    line.add_run().font.element.extend(parse_xml(f"<w:r {nsdecls('w')}>{tab}</w:r>"))


def _add_field(line: Paragraph, name: str) -> None:
    """Add a number that Word works out."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    line.paragraph_format.element.extend(parse_xml(f"<w:p {nsdecls('w')}>{field}</w:p>"))


if __name__ == "__main__":
    resources.path(TEMPLATE).write_bytes(template())
