"""Events in, marks and an SVG picture out: pure."""
