"""What the page of an article's origin is given, and its form."""

from dataclasses import dataclass, field

from app.services.regroup_origin import OriginPage
from app.web.contexts import PageContext


@dataclass(frozen=True)
class RegroupForm:
    """Where an article belongs and why, as typed; `origin` is "new" or an id."""

    values: dict[str, str] = field(default_factory=lambda: {"origin": "new", "reason": ""})
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ArticleOriginContext(PageContext):
    """
    An article among the origins.

    Attributes:
        page: The article, the others of its origin, and what is near.
        form: As typed.
        notice: What was just done, or None.
        moved_meanwhile: What somebody else did since the page was asked for, or None.
    """

    page: OriginPage
    form: RegroupForm
    notice: str | None = None
    moved_meanwhile: str | None = None
