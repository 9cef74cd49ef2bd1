"""Scripts that make the tables of facts; a package so that the tests can call them."""
