"""What bundles ask of the items that are their parts: rules that the core runs beside its own."""
