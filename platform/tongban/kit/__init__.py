"""What a plugin may use of the core, by rooms: it imports `tongban.hooks` and the pages of this folder, nothing else.

Pure: `definitions`, `forms`, `law`. With a database: `cases`, `tables`. With Flask: `web`. A name that is missing here
is added here; nothing reaches past this folder (tests/architecture holds it), so it is clear what may change.
"""
