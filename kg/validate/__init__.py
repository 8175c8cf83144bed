"""Looks whether a graph keeps the rules of some shapes."""

from kg.validate.shacl import default_shapes, validate

__all__ = ["default_shapes", "validate"]
