"""How the child takes part: whether they come, who is in the chair, how they are understood.

Fields are shown where they fit the child; nothing of it has to be filled in (domain.md §5.4).
"""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.agenda import Agenda
from models.communicating import Interpreting, Passport
from models.edits import Opened, SetChild, SetHead
from models.modes import Mode, modes_of
from models.taking_part import Script, TakingPart
from models.terms import Chairing, Coming
from models.text import new_id
from models.wording import Wording, fill
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import quiet_label
from ui.prepare.part import PreparePart


class TakingPartPart(PreparePart):
    """One card for coming and the chair, one each for signs, interpreter and a secure setting."""

    def __init__(self, agenda: Agenda, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self.hint = quiet_label()
        self.coming = BoundForm("taking_part", 2)
        self.coming.bind_term("coming", "Do they want to come?", Coming)
        self.coming.bind_term("chairs", "Their part in the chair", Chairing)
        self.coming.bind_line("helped_by", "Who helps them chair")
        self.coming.bind_number("break_after", "A break after, minutes")
        self.instead = BoundForm("taking_part", 1)
        self.instead.bind_text("instead", "What was agreed instead of coming")
        self.instead.bind_text(
            "say_for_them",
            "What is to be said for them",
            "Their exact words belong in the views log.",
        )
        self.secure = BoundForm("taking_part", 1)
        self.secure.bind_yes_no(
            "laptops_allowed", "May a laptop be taken in?", "If not, the printed pack is enough."
        )
        self.scripts = RecordEditor(self._scripts())
        self.passport = BoundForm("passport", 2)
        self.passport.bind_line("knows_best", "Who reads their signs best")
        self.passport.bind_line("yes", "How they say yes")
        self.passport.bind_line("no", "How they say no, and enough")
        self.passport.bind_line("symbols", "What they use", "Pictures, signs, a book, a device.")
        self.passport.bind_line("how_to_ask", "What helps when one asks")
        self.passport.bind_date("checked_on", "Looked over on")
        self.interpreting = BoundForm("interpreting", 2)
        self.interpreting.bind_yes_no("independent", "Independent: no relative, nobody from home")
        self.interpreting.bind_line("dialect", "Language and dialect")
        self.interpreting.bind_yes_no("dialect_checked", "Checked that they understand each other")
        self.interpreting.bind_yes_no("trusted", "The child trusts them")
        self.interpreting.bind_line("gender_wanted", "A woman or a man, as the child wishes")
        self.card("How they take part", self.hint, self.coming, self.instead)
        self._chair = self.card(
            "Cards to chair from",
            quiet_label(
                "In the child's exact words. They are printed in the order of the agenda, with"
                " cards that say stop, slower, explain and break: the chair kit, under On paper."
            ),
            self.scripts,
        )
        self._signs = self.card("How they say it", self.passport)
        self._interpreter = self.card("The interpreter", self.interpreting)
        self._inside = self.card("In a secure setting", self.secure)
        self.finish()
        for form in (self.coming, self.instead, self.secure):
            form.edited.connect(self._put)
        self.scripts.put.connect(self._put_script)
        self.scripts.dropped.connect(self._drop_script)
        self.passport.edited.connect(self._put_passport)
        self.interpreting.edited.connect(self._put_interpreting)

    @override
    def draw(self, opened: Opened | None) -> None:
        part = opened.the_review.head.taking_part if opened is not None else None
        modes = modes_of(opened.child, opened.the_review.head) if opened is not None else ()
        self.hint.setText(_hint(opened))
        for form in (self.coming, self.instead, self.secure):
            form.show_value(part)
        chairs = part is not None and part.chairs is not Chairing.NO
        self.coming.show_field("helped_by", visible=chairs)
        away = part is not None and part.coming in (Coming.NO, Coming.PART)
        for name in ("instead", "say_for_them"):
            self.instead.show_field(name, visible=away or bool(getattr(part, name, "")))
        self.scripts.show_values(part.scripts if part is not None else ())
        self.passport.show_value(opened.child.passport if opened is not None else None)
        self.interpreting.show_value(opened.child.interpreting if opened is not None else None)
        self._chair.setVisible(Mode.CHAIRS in modes)
        known = opened is not None and opened.child.passport != Passport()
        self._signs.setVisible(Mode.WITHOUT_WORDS in modes or known)
        self._interpreter.setVisible(Mode.INTERPRETED in modes)
        self._inside.setVisible(Mode.SECURE in modes)

    def _scripts(self) -> RecordSpec:
        titles = {section.id: section.heading for section in self._agenda.sections}
        sections = [("", "To begin"), *titles.items()]

        def build(form: BoundForm) -> None:
            form.bind_choice("section", "At which part", sections)
            form.bind_text("text", "What they want to say, word for word").setMinimumHeight(
                theme.px(58)
            )

        return RecordSpec(
            one="card",
            many="cards",
            columns=(
                Column("At", lambda s: titles.get(s.section, "To begin"), 2),
                Column("What they say", lambda s: s.text or "(nothing yet)", 4),
            ),
            build=build,
            make=lambda: Script(id=new_id()),
            stacked=True,
            empty="None yet. A part without a card has room to write by hand.",
        )

    def _put(self, part: TakingPart, words: str, key: str) -> None:
        head = msgspec.structs.replace(self.opened.the_review.head, taking_part=part)
        self.edit.emit(SetHead(head=head), words, key)

    def _put_script(self, script: Script, words: str, key: str) -> None:
        part = self.opened.the_review.head.taking_part
        known = [one.id for one in part.scripts]
        scripts = tuple(script if one.id == script.id else one for one in part.scripts)
        if script.id not in known:
            scripts = (*scripts, script)
        self._put(msgspec.structs.replace(part, scripts=scripts), words, key)

    def _drop_script(self, script: Script, words: str) -> None:
        part = self.opened.the_review.head.taking_part
        left = tuple(one for one in part.scripts if one.id != script.id)
        self._put(msgspec.structs.replace(part, scripts=left), words, "")

    def _put_passport(self, passport: Passport, words: str, key: str) -> None:
        child = msgspec.structs.replace(self.opened.child, passport=passport)
        self.edit.emit(SetChild(child=child), words, key)

    def _put_interpreting(self, interpreting: Interpreting, words: str, key: str) -> None:
        child = msgspec.structs.replace(self.opened.child, interpreting=interpreting)
        self.edit.emit(SetChild(child=child), words, key)


def _hint(opened: Opened | None) -> str:
    if opened is None:
        return ""
    wording = Wording(name=opened.child.preferred_name, pronouns=opened.child.pronouns)
    return fill(
        "Not wanting to come is {name}'s right; ask what is to be said for {them}. How {name}"
        " communicates stands on the child's page, under Facts.",
        wording,
    )
