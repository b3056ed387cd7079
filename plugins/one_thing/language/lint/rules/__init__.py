"""One rule a file; the file has the name of its rule."""
