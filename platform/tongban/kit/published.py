"""What is published, for plugins: the version in use at a tenant, a definition by its hash, a partner's catalogue."""

from tongban.definitions.catalogues import Partner, load_partner
from tongban.publishing.memory import definition, published_data
from tongban.publishing.versions import in_use, publish, published

__all__ = ["Partner", "definition", "in_use", "load_partner", "publish", "published", "published_data"]
