"""A bundle as it runs: handed in together or not at all, each part its own case, what follows driven by the outbox."""
