"""Sichuan–Chongqing: what two regions do for each other, by agreement, over signed messages (7 §24)."""
