"""Tongban: a government service is written once, as data; every district serves it, by the law."""
