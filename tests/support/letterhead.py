"""A council's Word template with a letterhead: a logo, another font, other margins and colours."""

import base64
import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, RGBColor

import resources
from export.template import TEMPLATE

FONT, NAVY = "DejaVu Serif", "003366"
TOWN_HALL = "Brackwell Town Hall"
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one point."""


def council_template(*, first_page: bool = False) -> bytes:
    """Return our template with a council's looks; ``first_page`` gives that page its own head."""
    document = Document(io.BytesIO(resources.path(TEMPLATE).read_bytes()))
    page = document.sections[0]
    page.left_margin, page.right_margin = Mm(30), Mm(25)
    page.top_margin = page.bottom_margin = Mm(22)
    for name in ("Body Text", "Heading 1", "Heading 2"):
        document.styles[name].font.name = FONT  # type: ignore[attr-defined] # all are paragraph styles
    heading = document.styles["Heading 1"]
    heading.font.color.rgb = RGBColor.from_string(NAVY)  # type: ignore[attr-defined] # as above
    table = page.header.add_table(1, 2, Mm(155))
    table.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(LOGO), Mm(40), Mm(20))
    address = table.cell(0, 1).paragraphs[0]
    address.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    address.add_run(TOWN_HALL).bold = True
    if first_page:
        page.different_first_page_header_footer = True
        page.first_page_header.paragraphs[0].add_run("Only on the first page")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
