"""Stands in for mock's own package: what a plugin imports from it."""
