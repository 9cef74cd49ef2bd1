"""`python -m app.cli` is `dyadline`."""

from app.cli import main

main()
