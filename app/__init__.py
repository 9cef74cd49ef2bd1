"""Dyadline: articles in, a defensible timeline of what countries did to one another out."""

__version__ = "0.1.0"
