"""Tenants and people: the tree, scope grants, staff apart from applicants, the permission matrix."""
