"""The form of a note, and a note as form values."""

from dataclasses import dataclass, field, replace

from app.domain.annotations import Note, make_note
from app.errors import BadInput
from app.web.forms import SentForm


@dataclass(frozen=True)
class AnnotationForm:
    """
    A note as typed.

    Attributes:
        values: `body` and `tags` as typed.
        errors: A sentence for each field at fault.
        note: The checked note; None while there are errors or nothing was typed yet.
    """

    values: dict[str, str] = field(default_factory=lambda: {"body": "", "tags": ""})
    errors: dict[str, str] = field(default_factory=dict)
    note: Note | None = None

    @classmethod
    def of(cls, note: Note) -> "AnnotationForm":
        """The form that holds a note as it is."""
        return cls({"body": note.body, "tags": ", ".join(note.tags)}, {}, note)

    def with_error(self, name: str, message: str) -> "AnnotationForm":
        """The same form with a field at fault, which nothing is made of."""
        return replace(self, errors={**self.errors, name: message}, note=None)


def parse_annotation_form(sent: SentForm, max_chars: int) -> AnnotationForm:
    """Check what was typed; a text beyond `max_chars` is an error like any other and is kept in the form."""
    values = {"body": sent.text("body"), "tags": sent.text("tags")}
    try:
        return AnnotationForm(values, {}, make_note(values["body"], values["tags"], max_chars))
    except BadInput as problem:
        return AnnotationForm(values, {problem.field or "body": str(problem)})
