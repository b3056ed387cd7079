"""Published definitions: immutable versions in the database, their search, drafts of the studio."""
