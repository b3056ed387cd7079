"""The field types, one file each. `tongban.fields.registry` finds them."""
