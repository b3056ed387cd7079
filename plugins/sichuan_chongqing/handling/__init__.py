"""What each side does with cross-region cases: take in, hand over, handle by law, tell back."""
