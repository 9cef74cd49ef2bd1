"""`python -m app.cli` is `dyadline`."""

from app.cli import main

if __name__ == "__main__":  # the processes of `serve --workers` read this file too
    main()
