"""`kg report`: the data-quality dashboard of a graph."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli._options import Quiet

__all__ = ["register"]


def report_command(
    source: Annotated[str, typer.Argument(metavar="GRAPH", help="RDF file, or - for standard input (needs --from).")],
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="A page (.html), figures (.json) or dqv: and void: triples (.ttl …)."
        ),
    ] = None,
    shapes: Annotated[
        list[Path] | None,
        typer.Option("--shapes", "-s", metavar="FILE", help="Shapes in any RDF format; by default our own."),
    ] = None,
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="Format of the input; by default from its extension.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option("--engine", metavar="NAME", help="pyshacl or shacl; by default the fastest that is installed."),
    ] = None,
    dataset_iri: Annotated[
        str | None, typer.Option("--dataset", metavar="IRI", help="What the triples are about; by default ours.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Show what is in a graph, how complete it is and what the shapes found; without -o, as JSON.

    Example: kg report build/meeting.ttl -o build/report.html -o build/report.json
    """
    import json

    from kg.cli import render
    from kg.cli._files import text_output
    from kg.cli._graphs import output_format, read_graph, read_shapes
    from kg.quality.dashboard import figures_of, measures, page
    from kg.rdf import formats
    from kg.validate import default_shapes, validate
    from kg.vocab import BASE, PREFIXES

    targets = [str(path) for path in output or ()]
    rdf = [path for path in targets if not path.endswith((".html", ".htm", ".json"))]
    graphs = {path: output_format(path, None, default="turtle") for path in rdf}
    own = read_shapes(shapes or ()) or default_shapes()
    dataset = read_graph(source, source_format, located=True)
    figures = figures_of(dataset, validate(dataset, own, engine), own)
    shown = "standard input" if source == "-" else Path(source).name
    for path in targets:
        if path in graphs:
            formats.write_file(measures(figures, dataset_iri or f"{BASE}dataset"), path, PREFIXES, graphs[path])
        else:
            text = json.dumps(figures.as_json(), ensure_ascii=False, indent=2) + "\n"
            with text_output(path) as stream:
                stream.write(text if path.endswith(".json") else page(figures, shown))
    if not targets and not quiet:
        render.print_json(figures.as_json())


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report")(report_command)
