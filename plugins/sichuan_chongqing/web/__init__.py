"""Pages: the desk of cross-region windows, the zone in the portal, panels, figures."""
