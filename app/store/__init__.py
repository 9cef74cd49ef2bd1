"""The only SQL: engine, tables, and a module of query functions per table family."""
