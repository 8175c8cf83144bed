"""What pytest must not import when an extra is not installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("ray") else ["kg/engines/ray.py"]
