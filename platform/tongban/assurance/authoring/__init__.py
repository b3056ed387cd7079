"""Items written on pages: the pages' own definitions, and answers turned into the sources of an item. Pure."""
