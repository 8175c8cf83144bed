"""The console of every command that prints tables."""

from typing import Any

import rich.console

__all__ = ["Console"]


class Console(rich.console.Console):
    """Rich's console; when nobody reads on, the command ends as every other does, not by rich's own exit code of 1."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"highlight": False, **options})

    def on_broken_pipe(self) -> None:
        """What rich calls while the error is handled."""
        raise BrokenPipeError
