"""Ask some worker to look at the outbox. A job carries no content: what is to be done stands in the database.

Serialised as JSON, so that writing to Redis runs no code. A job that is lost costs nothing: every worker looks by
itself at each tick, and finds the same rows.
"""

from __future__ import annotations

from contextlib import suppress

import redis
from rq import Queue
from rq.serializers import JSONSerializer

QUEUE = "tongban"
#: by name: the worker's own code stands above this floor
ROUND = "tongban.jobs.queue.round_for_rq"


def queue_at(redis_url: str) -> Queue:
    return Queue(QUEUE, connection=redis.Redis.from_url(redis_url), serializer=JSONSerializer)


def ask(queue: Queue) -> None:
    """Ask for a round; asked twice before one begins, it is done once. Redis may be away: nothing is lost.

    Only what still waits counts as asked: Redis remembers a round whose worker was killed for many minutes.
    """
    with suppress(redis.RedisError):
        if queue.count == 0:  # two who look at once ask twice, and the second round finds nothing to do
            queue.enqueue_call(ROUND, result_ttl=0, failure_ttl=60, timeout=300)
