"""What comes from others: JSON, which then fails in one way only, and words, which a terminal then never obeys."""

import json
from typing import Any

__all__ = ["json_fault", "one_line", "parse_json"]


def parse_json(data: str | bytes, *, strict: bool = True) -> Any:
    """The value of a JSON document.

    Args:
        data: the document; bytes are UTF-8, UTF-16 or UTF-32.
        strict: whether control characters inside strings are an error.

    Raises:
        ValueError: whatever is wrong with it: syntax (`json.JSONDecodeError`) or encoding (`UnicodeDecodeError`), and
            also a number or a nesting that Python does not take, which both are said in its message.

    >>> parse_json('{"a": ' + "1" * 5000 + "}")
    Traceback (most recent call last):
    ...
    ValueError: a number of more than 4,300 digits
    """
    try:
        return json.loads(data, strict=strict)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except ValueError as error:  # the only other one: see sys.set_int_max_str_digits
        raise ValueError("a number of more than 4,300 digits") from error


def json_fault(error: json.JSONDecodeError) -> str:
    """What is wrong with a JSON document of one line, and where; one that was cut off is said to end unexpectedly.

    >>> try: parse_json('{"text": "Mini')
    ... except json.JSONDecodeError as error: print(json_fault(error))
    it ends unexpectedly, in a string that begins at column 10
    """
    if error.msg.startswith("Unterminated string"):
        return f"it ends unexpectedly, in a string that begins at column {error.colno}"
    if error.pos >= len(error.doc.rstrip()):
        return f"it ends unexpectedly, at column {error.colno}"
    return f"{error.msg.removesuffix(' at')}, at column {error.colno}"


def one_line(text: str) -> str:
    r"""The text on one line, with escapes for what cannot be printed: control and format characters, half surrogates.

    >>> one_line("a\n b \x1b[31m caf\udce9")
    'a b \\x1b[31m caf\\udce9'
    """
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in line)
