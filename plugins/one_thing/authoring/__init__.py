"""Write a bundle on pages: the pages' definition, answers turned into the text of a bundle, and back. Pure."""
