"""Bytes in, a read article out; each format a module."""
