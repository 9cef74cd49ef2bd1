"""Article text in, found events out: pure, deterministic, no clock, no network, no database."""
