"""What is timed. Run by hand, never as a test: `python benchmarks/NAME.py`."""
