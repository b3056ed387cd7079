"""Messages for plugins: told within the site and by every channel that the person chose, once for each id (N3)."""

from tongban.cases.telling import Told, tell

__all__ = ["Told", "tell"]
