"""One form, one set of materials and one notice of several items (一表申请、一套材料、一次告知). Pure."""
