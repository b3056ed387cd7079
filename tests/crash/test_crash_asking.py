"""A worker that is killed in the middle of a round keeps nobody from asking for the next one."""

from __future__ import annotations

import pytest

from tongban.delivery.asking import ask, queue_at

pytestmark = pytest.mark.drill


@pytest.mark.row("O4", part="killed in a round")
def test_a_round_that_died_with_its_worker_is_asked_for_again_at_once(redis_url: str) -> None:
    queue = queue_at(redis_url)
    queue.empty()
    ask(queue)
    assert queue.connection.lpop(queue.key), "a worker took it, and was killed"
    ask(queue)
    assert queue.count == 1
    queue.empty()
