"""What a web page says of itself: its metadata, JSON-LD and links to itself. Runs in the child process only."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import trafilatura
from htmldate import find_date

from app.domain.articles import Published
from app.domain.web_addresses import article_address


@dataclass(frozen=True)
class PageFacts:
    """What a page says of itself; `address` is the canonical one (`article_address`)."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: Published | None = None
    address: str | None = None


def page_facts(markup: str, tree: Any) -> PageFacts:
    """Read the facts of a parsed page; htmldate (Apache-2.0) finds the day where no JSON-LD tells it."""
    meta = trafilatura.extract_metadata(tree)
    return PageFacts(
        title=_clean(getattr(meta, "title", None)),
        byline=_clean(getattr(meta, "author", None)),
        publisher=_clean(_linked_publisher(tree) or getattr(meta, "sitename", None)),
        published=_published(markup, tree),
        address=_address(tree),
    )


def _published(markup: str, tree: Any) -> Published | None:
    """The day of JSON-LD or the meta tags; never one from the body, which may be an event's."""
    for value in _linked_values(tree, "datePublished"):
        if day := _iso_day(value):
            return Published(day, "the page's metadata (datePublished)")
    found = find_date(markup, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    return Published(found, "the page's metadata") if found and found in markup.replace("/", "-") else None


def _linked_publisher(tree: Any) -> str | None:
    for value in _linked_values(tree, "publisher"):
        if isinstance(value, dict) and value.get("name"):
            return str(value["name"])
    return None


def _address(tree: Any) -> str | None:
    """The first usable one: the canonical link, the page's own for sharing, then those of its JSON-LD."""
    return next(filter(None, map(article_address, _own_addresses(tree))), None)


def _own_addresses(tree: Any) -> Iterator[str]:
    yield from (
        link.get("href", "") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()
    )
    yield from (meta.get("content", "") for meta in tree.iter("meta") if meta.get("property") == "og:url")
    for value in _linked_values(tree, "mainEntityOfPage"):
        yield str(value.get("@id", "") if isinstance(value, dict) else value)
    # The publisher and the site stand in the same graph with addresses of their own; only an article has a headline.
    yield from (str(item["url"]) for item in _linked_items(tree) if item.get("headline") and item.get("url"))


def _linked_values(tree: Any, key: str) -> list[Any]:
    return [item[key] for item in _linked_items(tree) if item.get(key)]


def _linked_items(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, at the top, in a list or in a graph."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        top = data if isinstance(data, list) else [data]
        items = [inner for one in top if isinstance(one, dict) for inner in (one, *_graph(one))]
        yield from (item for item in items if isinstance(item, dict))


def _graph(item: dict[str, Any]) -> list[Any]:
    graph = item.get("@graph")
    return graph if isinstance(graph, list) else []


def _iso_day(value: Any) -> str | None:
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return None


def _clean(value: Any) -> str | None:
    return " ".join(value.split())[:300] or None if isinstance(value, str) else None
