"""Where a recorded example goes: into the folder of an item of the tenant's own, under a name that nothing has."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tongban.errors import TongbanError
from tongban.publishing.books import Books
from tongban.publishing.sources import draft_texts
from tongban.publishing.studio import item_path

MOST = 50  # recorded examples of one item; each is played whenever the item is tested


def is_own_item(books: Books, tenant: str, item: str) -> bool:
    """Tell whether the tenant wrote the published item itself; a city's item is the city's to add examples to."""
    return item_path(tenant, item) in books.shelf.sources.paths()


def free_example_path(session: Session, books: Books, tenant: str, item: str) -> str:
    """Give the next free path; what is recorded never takes another's place. Raises TongbanError for too many."""
    taken = {*draft_texts(session, tenant), *books.shelf.sources.paths()}
    folder = item_path(tenant, item).removesuffix("item.yaml")
    for number in range(1, MOST + 1):
        path = f"{folder}examples/recorded-{number}.yaml"
        if path not in taken:
            return path
    raise TongbanError(f"这个事项已经录制了 {MOST} 个示例，请先删去不用的。")
