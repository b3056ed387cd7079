"""The pages of bundles: the citizen's in the portal, the lead's at the desk, the author's in the studio."""
