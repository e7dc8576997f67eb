"""What the pages of a Word template look like, as plain values, for a picture of them on a screen.

Fonts, sizes, colours and spaces of the styles, the page with its margins, and what stands at its
head and foot. Lengths are points.
"""

from lxml import etree

from export.body import STYLE_NAMES
from export.reader.opening import Package, package
from export.template_ends import end_of_pages
from export.template_looks import Styles, W, child_of, is_on, points_of
from export.template_values import EndRow, TemplatePaper

_DRAWN = (*STYLE_NAMES, "Header", "Footer")
_A4 = (595.3, 841.9)


def template_paper(content: bytes) -> TemplatePaper:
    """Return what pages made with a template look like.

    Raises:
        UserFacingError: it is no Word file, or none that is let in.
    """
    opened = package(content)
    styles = Styles(opened)
    page = _last_page(opened)
    size, edge = child_of(page, "pgSz"), child_of(page, "pgMar")
    sides = (points_of(size, "w") or _A4[0], points_of(size, "h") or _A4[1])
    margins = {name: abs(points_of(edge, name)) for name in ("left", "right", "top", "bottom")}
    named = {name.casefold(): name for name in _DRAWN}
    return TemplatePaper(
        styles={
            named[name]: styles.looks(style_id)
            for name, style_id in styles.ids.items()
            if name in named
        },
        width=min(sides),
        height=max(sides),
        **margins,
        head_at=points_of(edge, "header"),
        foot_at=points_of(edge, "footer"),
        head=end_of_pages(opened, page, "headerReference", styles),
        foot=end_of_pages(opened, page, "footerReference", styles),
        first=_first(opened, page, styles),
    )


def _last_page(opened: Package) -> etree._Element | None:
    root = opened.xml(opened.main)
    pages = [] if root is None else list(root.iter(f"{W}sectPr"))
    return pages[-1] if pages else None


def _first(
    opened: Package, page: etree._Element | None, styles: Styles
) -> tuple[tuple[EndRow, ...], tuple[EndRow, ...]] | None:
    if page is None or not is_on([page], "titlePg"):
        return None
    return (
        end_of_pages(opened, page, "headerReference", styles, "first"),
        end_of_pages(opened, page, "footerReference", styles, "first"),
    )
