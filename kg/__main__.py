"""Where `kg` and `python -m kg` begin: before the first import that takes time, so that stopping is always obeyed."""

from kg.cli._signals import obeyed

__all__ = ["main"]


def main() -> None:
    """Run `kg`."""
    with obeyed():
        from kg.cli.main import main as run

        run()


if __name__ == "__main__":
    main()
