"""Spreads a build over processes or machines; the pipeline is the same everywhere, and so are the bytes."""
