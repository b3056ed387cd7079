"""Plugins: what each says of itself, how it is found and started, and how its faults are kept from others.

`tongban.hooks` is the page of hooks; who calls them is the floor concerned: `publishing.plugged` enters what joins the
language, `cases.office` is what an answer works with, `delivery`, `jobs` and `web` each have a `plugged.py`.
"""
