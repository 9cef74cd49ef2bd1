"""Tests of Dyadline; a package so that benchmarks can use its helpers."""
