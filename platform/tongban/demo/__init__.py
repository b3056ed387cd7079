"""The demonstration city: people and cases made from the items' own examples, so that every state can be seen."""
