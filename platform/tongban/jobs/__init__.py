"""Work behind the desk: the sweep and the outbox, in this process or by RQ workers. Redis is a courier, never the memory."""
