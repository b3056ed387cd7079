"""Work behind the desk: the sweep and the outbox, in this process or by RQ workers; Redis only carries the asking."""
