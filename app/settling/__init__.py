"""From accounts to events: which tell one happening, what it adopts from them, which articles go back to one report."""
