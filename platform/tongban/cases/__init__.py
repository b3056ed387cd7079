"""Cases: tables, the one door, numbers, files, history, outbox."""
