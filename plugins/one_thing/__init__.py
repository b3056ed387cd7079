"""One thing, one go (高效办成一件事): several items asked for as one, each decided by its own law."""
