"""
The optional second opinion of a language model behind any OpenAI-compatible endpoint; off unless it is set up.

The article is data and so is the answer: every finding must pass the rules that our own findings pass, and what does
not is refused with its reason. The caller brings what only the rooms beside this one know, see `Checks`.
"""

from app.second_opinion.ask import ask
from app.second_opinion.model import Checks, Opinion, OpinionFailed, Reason, Refusal
from app.second_opinion.settings import OpinionConfig, OpinionSettings, opinion_settings

__all__ = [
    "Checks",
    "Opinion",
    "OpinionConfig",
    "OpinionFailed",
    "OpinionSettings",
    "Reason",
    "Refusal",
    "ask",
    "opinion_settings",
]
