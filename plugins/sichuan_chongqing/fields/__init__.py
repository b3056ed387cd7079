"""Field types that only make sense between the two sides."""
