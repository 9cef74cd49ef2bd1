"""
A web page in: all its visible text in order out, in blocks labelled as body or noise.

trafilatura (Apache-2.0) decides which of the page's blocks are the article; it gives no offsets, so its text is matched
back to the blocks that are kept. What the page says of itself is in `page_facts`. Runs in the child process only.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from app.domain.articles import BlockKind, ReadArticle
from app.errors import UnreadableFile
from app.readers.head import Head, read_head
from app.readers.labels import is_sentence, label_lines
from app.readers.limits import ReaderLimits
from app.readers.page_facts import PageFacts, page_facts
from app.readers.plain_text import Span, assemble

_TAG = re.compile(r"<[a-zA-Z][^<>]*>?")
_HIDDEN_TAGS = frozenset(
    "script style noscript template head svg math iframe object embed select option datalist".split()
)
_BLOCK_TAGS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td "
    "tfoot th thead title tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOISE_PLACES = {
    BlockKind.COMMENT: re.compile(r"\b(?:comments?|disqus|replies)\b", re.I),
    BlockKind.ADVERT: re.compile(r"\b(?:ad|ads|advert\w*|sponsor\w*|promo\w*)\b", re.I),
    BlockKind.MAILING: re.compile(r"\b(?:newsletter|mailing|subscri\w+)\b", re.I),
    BlockKind.CHROME: re.compile(
        r"\b(?:nav\w*|menu|breadcrumbs?|share|social|related|recommend\w*|sidebar|widget|cookie\w*|consent|most-read|"
        r"trending|caption|figcaption|footer|tags)\b",
        re.I,
    ),
}
_NOISE_TAGS = {
    "nav": BlockKind.CHROME, "aside": BlockKind.CHROME, "footer": BlockKind.LEGAL, "figcaption": BlockKind.CHROME,
    "form": BlockKind.CHROME, "button": BlockKind.CHROME, "menu": BlockKind.CHROME, "dialog": BlockKind.CHROME,
}  # fmt: skip


@dataclass(frozen=True)
class _VisibleBlock:
    """A run of visible text, white space folded; the noise that its place suggests; its heading level, 0 for none."""

    text: str
    place: BlockKind | None
    heading: int


def read_html(markup: str, name: str, published: str | None, limits: ReaderLimits) -> ReadArticle:
    """
    Read an article from a web page.

    Args:
        markup: The decoded page.
        name: How to call the file in a message.
        published: ISO day given by a person; it wins.
        limits: Bounds; here the attributes of a tag and the length of the kept text.

    Raises:
        UnreadableFile: The page is hostile to its parser, or shows no text.
    """
    _refuse_swollen_tags(markup, name, limits.tag_attributes)
    tree = _parse(markup, name)
    visible = _visible_blocks(tree)
    if not visible:
        raise UnreadableFile(name, "the page shows no text. Save the page with its text, or paste the article.")
    text, spans, kept, notices = _kept_text(visible, limits.text_chars)
    facts = page_facts(markup, tree)
    kinds = _kinds(kept, _article_text(markup))
    head = _head(kept, kinds, facts)
    return assemble(text, spans, kinds, head, published=published, notices=notices)


def _refuse_swollen_tags(markup: str, name: str, most: int) -> None:
    """XML parsers are quadratic in the attributes of one tag: 200 000 of them would hang every library there is."""
    for tag in _TAG.finditer(markup):
        if tag.end() - tag.start() > 2 * most and tag[0].count("=") + tag[0].count(" ") > most:
            raise UnreadableFile(name, f"one of its tags has more than {most} attributes, which no real page has.")


def _parse(markup: str, name: str) -> Any:
    """The page's tree; as UTF-8 bytes, because lxml refuses a `str` that declares an encoding of its own."""
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFile(name, "it is no web page that can be parsed. Paste the article's text instead.") from fault


def _visible_blocks(tree: Any) -> list[_VisibleBlock]:
    """The page's text in document order, cut at block-level tags; by a stack, since pages nest deeper than Python."""
    blocks: list[_VisibleBlock] = []
    pieces: list[str] = []
    state: list[tuple[BlockKind | None, int]] = [(None, 0)]

    def flush() -> None:
        folded = " ".join("".join(pieces).split())
        pieces.clear()
        if folded:
            blocks.append(_VisibleBlock(folded, *state[-1]))

    walk: list[tuple[str, Any]] = [("open", tree)]
    while walk:
        step, node = walk.pop()
        if step == "tail":
            pieces.append(node.tail or "")
            continue
        if step == "close":
            if _is_block(node):
                flush()
            state.pop()
            continue
        if _is_hidden(node):
            continue
        if _is_block(node):
            flush()
        state.append((state[-1][0] or _place(node), state[-1][1] or _HEADINGS.get(node.tag, 0)))
        pieces.append(node.text or "")
        walk.append(("close", node))
        for child in reversed(node):
            walk.append(("tail", child))
            walk.append(("open", child))
    flush()
    return blocks


def _is_block(node: Any) -> bool:
    """Whether it begins a line of its own; links side by side in a menu are set apart too."""
    parent = node.getparent()
    return node.tag in _BLOCK_TAGS or (node.tag == "a" and parent is not None and parent.tag == "nav")


def _is_hidden(node: Any) -> bool:
    return (
        not isinstance(node.tag, str)
        or node.tag in _HIDDEN_TAGS
        or node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or _HIDING.search(node.get("style", "")) is not None
    )


def _place(node: Any) -> BlockKind | None:
    """The kind of noise that a tag or its names announce; the whole page or the article itself never are."""
    if node.tag in ("html", "body", "main", "article"):
        return None
    if node.tag in _NOISE_TAGS:
        return _NOISE_TAGS[node.tag]
    names = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}".replace("_", "-")[:300]
    return next((kind for kind, pattern in _NOISE_PLACES.items() if pattern.search(names)), None)


def _kept_text(visible: list[_VisibleBlock], most: int) -> tuple[str, list[Span], list[_VisibleBlock], list[str]]:
    """Blocks joined by blank lines, each with its span; beyond the limit the rest is cut."""
    spans: list[Span] = []
    at = 0
    for block in visible:
        if at + len(block.text) > most:
            break
        spans.append((at, at + len(block.text)))
        at += len(block.text) + 2
    kept = visible[: len(spans)] or [replace(visible[0], text=visible[0].text[:most])]
    spans = spans or [(0, len(kept[0].text))]
    notices = []
    if len(kept) < len(visible):
        notices.append(f"The page's text is longer than {most} characters; the rest was cut.")
    return "\n\n".join(block.text for block in kept), spans, kept, notices


def _article_text(markup: str) -> str:
    """What trafilatura takes for the article, white space folded; empty where it finds none."""
    found = trafilatura.extract(
        markup,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        include_formatting=False,
        deduplicate=False,
    )
    return " ".join((found or "").split())


def _kinds(visible: list[_VisibleBlock], article: str) -> list[BlockKind]:
    """
    Body is what trafilatura chose and no rule of ours calls noise; where it chose nothing our rules decide alone.

    trafilatura drops short paragraphs here and there: a full sentence between two of its own stays body.
    """
    lines = [block.text for block in visible]
    ours = label_lines(lines, by_shape=False)
    chosen = [bool(article) and line in article for line in lines]
    first, last = _outermost(chosen)
    kinds = []
    for i, block in enumerate(visible):
        among = first < i < last and (is_sentence(lines[i]) or block.heading > 0)
        if block.place is not None and not (chosen[i] and is_sentence(lines[i])):
            kinds.append(ours[i] if ours[i].is_noise and block.place is not BlockKind.COMMENT else block.place)
        elif ours[i].is_noise and not (among and block.heading):
            kinds.append(ours[i])
        elif not article or chosen[i] or among or block.heading == 1:
            kinds.append(BlockKind.BODY)
        else:
            kinds.append(BlockKind.BYLINE if i < first else BlockKind.CHROME)
    return kinds


def _outermost(chosen: list[bool]) -> tuple[int, int]:
    places = [i for i, is_chosen in enumerate(chosen) if is_chosen]
    return (places[0], places[-1]) if places else (0, len(chosen))


def _head(visible: list[_VisibleBlock], kinds: list[BlockKind], facts: PageFacts) -> Head:
    """What the lines say, bettered by the heading of the page and its metadata."""
    lines = [block.text for block in visible]
    head = read_head(lines, kinds, [True] * len(lines))
    heading = next((i for i, block in enumerate(visible) if block.heading == 1), None)
    if heading is not None:
        titles = {i for i, kind in head.kinds.items() if kind is BlockKind.TITLE}
        head = replace(
            head,
            title=lines[heading],
            kinds={**head.kinds, **dict.fromkeys(titles, BlockKind.BYLINE), heading: BlockKind.TITLE},
        )
    return replace(
        head,
        title=head.title or facts.title,
        byline=head.byline or facts.byline,
        publisher=head.publisher if head.publisher and not facts.publisher else facts.publisher or head.publisher,
        published=facts.published or head.published,
        address=facts.address,  # a "source" that the text of a page names is another page
    )
