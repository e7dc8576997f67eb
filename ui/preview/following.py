"""The council's template as the paper of a preview: read in the helper, once for each template."""

from collections.abc import Callable
from functools import partial

from export.helper_jobs import paper_of_template
from export.template_values import TemplatePaper
from models.errors import UserFacingError
from ui.preview.house import house_of
from ui.preview.paper import OWN, House
from ui.program import Program


class HouseFollower:
    """Says whose paper documents are made on now; ours where the council's cannot be read."""

    def __init__(self, program: Program, use: Callable[[House], None]) -> None:
        self._program, self._use = program, use
        self._read: bytes | None = None

    def look(self) -> None:
        """Read the template, if it is another than the one read last."""
        template = self._program.template
        if template is self._read:
            return
        self._read = template
        if template is None:
            self._use(OWN)
        else:
            work = partial(paper_of_template, template)
            self._program.helper.run(work, partial(self._found, template), self._failed)

    def _found(self, template: bytes, paper: TemplatePaper) -> None:
        if template is self._read:
            self._use(house_of(paper))

    def _failed(self, fault: UserFacingError) -> None:
        self._use(OWN)
        self._program.messages.warn(fault)
