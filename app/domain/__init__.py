"""Frozen dataclasses and pure functions; standard library only."""
