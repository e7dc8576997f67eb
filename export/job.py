"""Building and saving one document, as a helper process does it: values in, values out."""

from pathlib import Path

from export.blocks import Block
from export.context import Context, Properties, reference
from export.documents import Document, document
from export.files import ExportResult, file_name, put, safe_name
from models.child import Value
from models.disclosure import Disclosed


class Target(Value, frozen=True, kw_only=True):
    """Where a document goes: a folder, a name, and the half-written file's path or nothing.

    An empty ``name`` stands for the one Heard gives it.
    """

    folder: str
    name: str = ""
    temporary: str = ""


def properties(kind: Document, disclosed: Disclosed, context: Context) -> Properties:
    """Return what the file says about itself."""
    called = reference(disclosed.child, disclosed.review)
    issue = context.issue
    return Properties(
        title=f"{kind.title}: {called}",
        subject="Review of a child in care",
        author=context.iro,
        reference=called,
        version=str(issue.version) if issue.signed else f"{issue.version} (draft)",
        council=context.council,
        on=issue.on,
        signed=issue.signed,
        points=kind.points(disclosed, context),
        marking=context.marked(kind.marking),
    )


def document_bytes(
    document_id: str, disclosed: Disclosed, context: Context, template: bytes | None = None
) -> bytes:
    """Return one document as the bytes of a .docx file, by our template or a council's.

    Raises:
        UserFacingError: the council's template cannot be used.
    """
    from export import word  # noqa: PLC0415 - Word's library is loaded where a document is made

    kind = document(document_id)
    blocks: tuple[Block, ...] = kind.build(disclosed, context)
    return word.write(blocks, properties(kind, disclosed, context), template)


def default_name(document_id: str, disclosed: Disclosed, context: Context) -> str:
    """Return the file name Heard gives a document: no child's name, fit for Windows."""
    slug = document(document_id).slug
    return file_name(disclosed.child, disclosed.review, slug, context)


def export_document(
    document_id: str,
    disclosed: Disclosed,
    context: Context,
    target: Target,
    template: bytes | None = None,
    password: str = "",
) -> ExportResult:
    """Build one document and save it; return what the register of exports keeps.

    A signed version is never written over: the new file is then called ``name (2).docx``. With a
    ``password`` the file opens with it only; it is kept nowhere.

    Raises:
        UserFacingError: the template or the password cannot be used, or the file cannot be saved
            there.
    """
    content = document_bytes(document_id, disclosed, context, template)
    if password:
        from export.protecting import protected  # noqa: PLC0415 - only where it is asked for

        content = protected(content, password)
    name = target.name or default_name(document_id, disclosed, context)
    return put(
        content,
        Path(target.folder) / safe_name(name),
        replace=not context.issue.signed,
        temporary=Path(target.temporary) if target.temporary else None,
    )
