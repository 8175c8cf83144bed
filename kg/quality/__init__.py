"""Looks at a finished graph: what stands behind it, how complete it is, how right."""
