"""Text from outside, made safe to look at: characters that steer the direction of writing are shown, not obeyed."""

import re

from markupsafe import Markup, escape

CONTROLS = {
    "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM",
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
"""The bidirectional formatting characters of Unicode (UAX 9, section 2) by their abbreviations."""

_CONTROL = re.compile("[" + "".join(CONTROLS) + "]")


def mark_controls(text: str) -> Markup:
    """
    Escape one line of foreign text and isolate it.

    Every bidirectional control becomes a small visible mark, so that a title cannot reorder the page around it or
    pretend to say something else.
    """
    shown = _CONTROL.sub(_visible, str(escape(text)))
    return Markup(f"<bdi>{shown}</bdi>")  # noqa: S704 - escaped above; the marks are our own


def _visible(match: re.Match[str]) -> str:
    name = CONTROLS[match.group()]
    return f'<span class="control-mark" title="U+{ord(match.group()):04X}, a control character">{name}</span>'
