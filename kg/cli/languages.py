"""`kg languages`: what works in which language."""

import typer

from kg.cli._options import Json

__all__ = ["register"]

_LONG = ("endonym", "notes")


def languages_command(json: Json = False) -> None:
    """List the languages and what works in each.

    Example: kg languages
    """
    from kg import language as languages
    from kg.cli import render

    rows = []
    for code in languages.names():
        each = languages.get(code)
        rows.append(
            {
                "code": code,
                "name": each.name,
                "endonym": each.endonym,
                "parser": each.coverage.parser or None,
                "direct quotes": True,
                "reported speech": each.coverage.reported_speech,
                "coreference": each.coverage.coreference,
                "cues": len(each.speech.cues),
                "event frames": len(each.events.frames),
                "topics": len(each.topics),
                "notes": each.coverage.notes,
            }
        )
    if json:
        render.print_json(rows)
        return
    render.print_table([{key: value for key, value in row.items() if key not in _LONG} for row in rows])
    for row in rows:
        if row["notes"]:
            typer.echo(f"{row['code']} ({row['endonym']}): {row['notes']}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("languages")(languages_command)
