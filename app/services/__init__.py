"""One use case a module, each one transaction."""
