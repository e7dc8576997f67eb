"""The closed lists of words that the domain uses, each with a permanent value (domain.md §13).

Values are for ever: they stand in stores and case files. The label shown on screen and in the
record is beside each value, so that nothing else has to invent one.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A permanent value with the words a person reads for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make the member from its permanent value and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Role(Term):
    """Who uses this copy of Heard."""

    IRO = "iro", "Independent Reviewing Officer"
    TEAM_LEAD = "team_lead", "Team lead"


class ReviewType(Term):
    """The kind of review, which decides its timetable (domain.md §1.2)."""

    FIRST = "first", "First review"
    SECOND = "second", "Second review"
    SUBSEQUENT = "subsequent", "Later review"
    EARLY = "early", "Review brought forward"
    ADOPTION_AUTHORISED = "adoption_authorised", "Adoption: plan agreed, not yet placed"
    ADOPTION_PLACED = "adoption_placed", "Adoption: living with adopters"
    PATHWAY = "pathway", "Pathway plan review"
    SHORT_BREAKS = "short_breaks", "Short breaks review"
    SECURE = "secure", "Review in a secure setting"
    UNPLANNED_MOVE = "unplanned_move", "Review after an unplanned move"
    ENDING_CARE = "ending_care", "Review before leaving care"


class MeetingMode(Term):
    """How people met."""

    IN_ROOM = "in_room", "in person"
    VIDEO = "video", "by video"
    PHONE = "phone", "by telephone"
    MIXED = "mixed", "some in person, some by video or telephone"


class Attended(Term):
    """How a person took part in the meeting."""

    NOT_YET = "not_yet", "not yet known"
    ATTENDED = "attended", "was there"
    PART = "part", "was there for part"
    VIDEO = "video", "joined by video"
    PHONE = "phone", "joined by telephone"
    SENT_VIEWS = "sent_views", "sent their views"
    DECLINED = "declined", "chose not to come"
    DID_NOT_ATTEND = "did_not_attend", "was not there"
    NOT_INVITED = "not_invited", "not invited"
    EXCLUDED = "excluded", "asked not to come"


class ParentalResponsibility(Term):
    """Whether an adult has parental responsibility for the child."""

    NOT_KNOWN = "not_known", "not known"
    YES = "yes", "yes"
    SHARED = "shared", "yes, shared with the council"
    LIMITED = "limited", "yes, limited by an order"
    NO = "no", "no"


class CopyKind(Term):
    """Which copy of the record a person is sent."""

    UNDECIDED = "undecided", "not decided"
    FULL = "full", "full record"
    ADDRESS_WITHHELD = "address_withheld", "record without the address"
    PART = "part", "part of the record"
    DECISIONS_ONLY = "decisions_only", "recommendations only"
    LETTER = "letter", "letter"
    NONE = "none", "no copy"


class ViewMethod(Term):
    """How the child shared something (domain.md §5.3)."""

    SPOKE_IN_MEETING = "spoke_in_meeting", "spoke in the meeting"
    PRIVATE_TALK = "private_talk", "a private talk"
    PHONE_CALL = "phone_call", "a telephone call"
    VIDEO_CALL = "video_call", "a video call"
    TEXT_MESSAGE = "text_message", "a text message"
    LETTER_OR_FORM = "letter_or_form", "a letter or form"
    DRAWING = "drawing", "a drawing"
    FILM_OR_AUDIO = "film_or_audio", "a film, voice note or recording"
    DIGITAL_APP = "digital_app", "an app"
    ADVOCATE = "advocate", "through an advocate"
    INDEPENDENT_VISITOR = "independent_visitor", "through an independent visitor"
    CARER_REPORT = "carer_report", "passed on by a carer"
    SCHOOL_REPORT = "school_report", "passed on by school"
    OBSERVATION = "observation", "what was seen"
    SYMBOLS_OR_AAC = "symbols_or_aac", "signs, symbols or a device"
    INTERPRETER_HELPED = "interpreter_helped", "with an interpreter"
    PLAY_OR_TOYS = "play_or_toys", "play"
    SCALING = "scaling", "a number out of ten"
    THREE_HOUSES = "three_houses", "three houses"
    GROUP = "group", "a young people's group"
    STATEMENT = "statement", "a statement they read out"
    QUESTION_BOX = "question_box", "the question box"
    OUT_TOGETHER = "out_together", "a walk or a drive together"
    TALKING_MATS = "talking_mats", "Talking Mats"
    WORKSHEET = "worksheet", "a worksheet or feelings cards"
    KEY_WORKER = "key_worker", "passed on by a key worker"
    CHAIRED = "chaired", "chaired, or helped to chair"
    CHOSE_FIRST = "chose_first", "chose what came first"
    BROUGHT = "brought", "pictures, slides or music they brought"
    SHOOK_HANDS = "shook_hands", "shook hands on what was decided"
    OTHER = "other", "another way"


class PromiseStatus(Term):
    """How far a recommendation has got."""

    NOT_STARTED = "not_started", "not started"
    IN_PROGRESS = "in_progress", "under way"
    DONE = "done", "done"
    PART_DONE = "part_done", "part done"
    NOT_DONE = "not_done", "not done"
    NO_LONGER_NEEDED = "no_longer_needed", "no longer needed"
    REPLACED = "replaced", "replaced"

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is expected of anyone."""
        return self in {PromiseStatus.DONE, PromiseStatus.NO_LONGER_NEEDED, PromiseStatus.REPLACED}


class CouncilReply(Term):
    """What the council said to a recommendation within its five working days."""

    PENDING = "pending", "reply awaited"
    AGREED = "agreed", "agreed"
    NOT_AGREED = "not_agreed", "not agreed"
    NO_REPLY_DEEMED = "no_reply_deemed", "no reply, taken as agreed"
    NOT_APPLICABLE = "n/a", "not needed"


class ChildAgrees(Term):
    """Whether the child agrees with a recommendation."""

    NOT_ASKED = "not_asked", "not asked yet"
    YES = "yes", "yes"
    NO = "no", "no"
    PARTLY = "partly", "partly"
    TOO_YOUNG = "too_young", "too young to say"
    DID_NOT_SAY = "did_not_say", "did not want to say"


class HoldKind(Term):
    """Why a child's working copy has to stay as it is for now (domain.md §9)."""

    COMPLAINT = "complaint", "a complaint"
    ACCESS = "access", "a request to see the record"
    COURT = "court", "court proceedings"
    OTHER = "other", "another reason"


class DisputeStage(Term):
    """A stage of the local dispute resolution process (domain.md §2.5)."""

    INFORMAL = "informal", "informal"
    STAGE1 = "stage1", "stage 1"
    STAGE2 = "stage2", "stage 2"
    STAGE3 = "stage3", "stage 3"
    STAGE4 = "stage4", "stage 4"
    CAFCASS = "cafcass", "Cafcass"
    CLOSED_RESOLVED = "closed_resolved", "closed, put right"
    CLOSED_UNRESOLVED = "closed_unresolved", "closed, not put right"


class PrivateTalk(Term):
    """Whether the IRO spoke with the child in private (reg 36)."""

    NOT_DONE = "not_done", "not yet"
    YES_ALONE = "yes_alone", "yes, alone"
    YES_WITH_SUPPORTER = "yes_with_supporter", "yes, with someone they chose"
    OFFERED_REFUSED = "offered_refused", "offered; they did not want to, and that is all right"
    INAPPROPRIATE = "inappropriate", "not right at their age or understanding"
    OBSERVED = "observed", "time spent together, watching and playing"


class ChildCopy(Term):
    """How the child gets to know the outcome."""

    FULL_LETTER = "full_letter", "a letter"
    DECISIONS_ONLY = "decisions_only", "what we decided, on a page"
    PICTURES = "pictures", "pictures"
    AUDIO = "audio", "a recording"
    READ_TOGETHER = "read_together", "read together"
    KEPT_FOR_LATER = "kept_for_later", "kept for when they are older"
    NOT_WANTED = "not_wanted", "they did not want one"
    WITHHELD = "withheld", "held back for now"


class Communication(Term):
    """How the child communicates."""

    ENGLISH = "english", "English"
    OTHER_LANGUAGE = "other_language", "another language"
    BSL = "bsl", "British Sign Language"
    MAKATON = "makaton", "Makaton"
    PECS = "pecs", "picture exchange"
    AAC_DEVICE = "aac_device", "a communication device"
    TALKING_MATS = "talking_mats", "Talking Mats"
    EYE_POINTING = "eye_pointing", "eye pointing"
    PRE_VERBAL = "pre_verbal", "not yet using words"
    OTHER = "other", "another way"


class PaperStatus(Term):
    """Whether a paper reached the IRO."""

    AWAITED = "awaited", "awaited"
    RECEIVED = "received", "received"
    MISSING = "missing", "missing"
    NOT_NEEDED = "not_needed", "not needed"


class DutyState(Term):
    """Where a duty stands."""

    OPEN = "open", "still to do"
    DONE = "done", "done"
    PLANNED = "planned", "planned"
    NOT_DONE = "not_done", "not done"
    NOT_RELEVANT = "not_relevant", "not relevant"


class Registered(Term):
    """Whether a home that must be registered with Ofsted is."""

    YES = "yes", "registered with Ofsted"
    NO = "no", "not registered with Ofsted"
    NOT_REQUIRED = "not_required", "does not have to be registered"
    NOT_KNOWN = "not_known", "registration not known"


class SectionStatus(Term):
    """How far a section is written up."""

    EMPTY = "empty", "empty"
    NOTES = "notes", "notes"
    WRITING = "writing", "writing"
    DONE = "done", "done"


class LateReason(Term):
    """Why something was late; asked for, never blocking (domain.md §1.4)."""

    SW_UNAVAILABLE = "sw_unavailable", "the social worker could not be there"
    CHILD_REQUEST = "child_request", "the child asked"
    PARENT_REQUEST = "parent_request", "a parent asked"
    CARER_ILLNESS = "carer_illness", "the carer was ill"
    REPORT_MISSING = "report_missing", "a report was missing"
    IRO_CAPACITY = "iro_capacity", "the IRO had no time"
    PLACEMENT_MOVE = "placement_move", "the child was moving"
    OTHER = "other", "another reason"


class Coming(Term):
    """Whether the child wants to come to their review; not wanting to is their right."""

    NOT_ASKED = "not_asked", "not asked yet"
    YES = "yes", "yes"
    PART = "part", "for part of it"
    NO = "no", "no, and that is all right"


class Chairing(Term):
    """The child's part in the chair; the reviewing officer stays responsible."""

    NO = "no", "not this time"
    STARTS = "starts", "opens the meeting"
    CO_CHAIRS = "co_chairs", "chairs together with me"
    CHAIRS = "chairs", "chairs"


class AdvocateStatus(Term):
    """Whether the child has or wants an advocate."""

    NOT_ASKED = "not_asked", "not asked yet"
    HAS_ONE = "has_one", "has an advocate"
    WANTS_ONE = "wants_one", "wants an advocate"
    LATER = "later", "perhaps later"
    DECLINED = "declined", "does not want one now"
    NON_INSTRUCTED = "non_instructed", "an advocate who watches and asks for them"


class Understood(Term):
    """How it was seen that a child knows a right."""

    NOT_ASKED = "not_asked", "not asked yet"
    TOLD_BACK = "told_back", "told it back in their own way"
    PARTLY = "partly", "knows part of it"
    NOT_YET = "not_yet", "does not know it yet"
    TOO_YOUNG = "too_young", "too young; who looks after them knows"


class WithheldWhat(Term):
    """What can be kept out of copies as a whole, beside passages of the minutes."""

    VIEW = "view", "something the child shared"
    RECOMMENDATION = "recommendation", "recommendation"
    UNANSWERED = "unanswered", "“not this time”"
    SAID = "said", "what somebody told me"
    PERSON = "person", "person"
    HOME = "home", "home"
    SCHOOL = "school", "school or work"
    PLACE = "place", "place of a meeting"
    NEXT_PLACE = "next_place", "place of the next review"


class KeptFact(Term):
    """A kind of fact that one person's copy does not tell (domain.md §9, *Minimise*)."""

    ADDRESS = "address", "where the child lives, and with whom"
    SCHOOL = "school", "which school or college"
    PLACE = "place", "where the meetings are"
    LEGAL = "legal", "legal status"
    BACKGROUND = "background", "background, religion and languages"
