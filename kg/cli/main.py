"""The command line: options in, library call, rendering out."""

__all__ = ["main"]


def main() -> None:
    """Run `kg`."""
