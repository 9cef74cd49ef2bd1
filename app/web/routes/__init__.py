"""One module of handlers per family of pages."""
