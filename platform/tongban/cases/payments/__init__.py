"""Orders at the payment gateway: made after commit, settled by its word, asked after when that is lost (L13)."""
