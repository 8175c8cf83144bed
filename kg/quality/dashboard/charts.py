"""Charts as SVG by matplotlib: the same bytes for the same figures, colours left to the page's style sheet."""

import io
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kg.quality.dashboard.figures import Counts, SpeakerCount

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["bars", "columns", "matrix", "speakers"]

# Stand-ins that matplotlib writes and the page replaces by variables of its style sheet, so that dark and light work.
_INK, _SOFT, _LINE = "#010101", "#020202", "#030303"
_SERIES: Final = ("#1f5f8b", "#b5651d", "#5c7f3a")
_VARIABLES: Final = {
    _INK: "var(--ink)",
    _SOFT: "var(--soft)",
    _LINE: "var(--line)",
    _SERIES[0]: "var(--series-1)",
    _SERIES[1]: "var(--series-2)",
    _SERIES[2]: "var(--series-3)",
}
_WIDTH, _ROW = 4.8, 0.27
_SETTINGS: Final[dict[str, Any]] = {
    "svg.hashsalt": "kg",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.labelcolor": _SOFT,
    "axes.edgecolor": _LINE,
    "xtick.color": _SOFT,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
_LONGEST = 30
_LETTERS = 48  # so many stand side by side under a chart
_NUMBER = re.compile(r"<\?xml.*?<svg", re.DOTALL)


def _svg(height: float, name: str, draw: "Callable[[Axes], None]", width: float = _WIDTH) -> Markup:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: Any = _SETTINGS  # the stubs want every key as a literal type
    with mpl.rc_context(settings):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure.add_subplot())
        target = io.StringIO()
        figure.savefig(target, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = _NUMBER.sub("<svg", target.getvalue(), count=1)
    for stand_in, variable in _VARIABLES.items():
        text = text.replace(stand_in, variable)
    # Several charts share one page, so their ids must not meet; and the text is read with the page's own font.
    text = re.sub(r'\bid="', f'id="{name}-', text)
    text = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{name}-", text)
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"font: ([^;\"]*?)[0-9.]+px [^;\"]*", lambda found: found[0].split("px")[0] + "px inherit", text)
    text = text.replace("px inherit", "px system-ui, sans-serif")
    return Markup(text.replace("<svg", f'<svg role="img" aria-label="{name}"', 1))  # noqa: S704 - escaped by matplotlib


def _short(text: str, longest: int = _LONGEST) -> str:
    """At most so many characters on one line: the first, but the last of an IRI, which its neighbours do not share."""
    line = "".join(char if char.isprintable() else " " for char in text)
    if line.startswith("<") and line.endswith(">"):
        line = line[1:-1]
        return line if len(line) <= longest else "…" + line[1 - longest :]
    return line if len(line) <= longest else line[: longest - 1] + "…"


def bars(name: str, counts: Counts, most: int = 15) -> Markup:
    """Horizontal bars, the first on top."""
    rows = counts[:most]

    def draw(axes: "Axes") -> None:
        places = range(len(rows))
        drawn = axes.barh(places, [count for _, count in rows], color=_SERIES[0], height=0.65)
        axes.bar_label(drawn, padding=3, color=_INK)
        _named_rows(axes, [text for text, _ in rows])

    return _svg(_ROW * len(rows) + 0.4, name, draw)


def _named_rows(axes: "Axes", names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_short(text) for text in names])
    axes.invert_yaxis()
    axes.tick_params(length=0)
    axes.margins(x=0.12)
    axes.set_xticks([])
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)


def columns(name: str, counts: Counts) -> Markup:
    """Upright columns in the order given, for months and histograms."""

    def draw(axes: "Axes") -> None:
        places = range(len(counts))
        drawn = axes.bar(places, [count for _, count in counts], color=_SERIES[0], width=0.8)
        if len(counts) <= 24:
            axes.bar_label(drawn, [str(count or "") for _, count in counts], padding=2, color=_INK)
        widest = max((len(text) for text, _ in counts), default=1)
        step = max(1, -(-len(counts) * widest // _LETTERS))
        axes.set_xticks(list(places)[::step], [text for text, _ in counts][::step])
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.tick_params(length=0)
        axes.margins(y=0.15)
        axes.set_xlim(-0.6, max(len(counts) - 0.4, 3.6))

    return _svg(2.0, name, draw)


def speakers(name: str, rows: Sequence[SpeakerCount], most: int = 15) -> Markup:
    """Stacked horizontal bars: direct, mixed, reported."""
    shown = rows[:most]

    def draw(axes: "Axes") -> None:
        left = [0] * len(shown)
        for colour, kind in zip(_SERIES, ("direct", "mixed", "reported"), strict=True):
            values = [int(getattr(row, kind)) for row in shown]
            axes.barh(range(len(shown)), values, left=left, color=colour, height=0.65, label=kind)
            left = [before + value for before, value in zip(left, values, strict=True)]
        for place, total in enumerate(left):
            axes.annotate(str(total), (total, place), (3, 0), textcoords="offset points", va="center")
        _named_rows(axes, [row.name for row in shown])
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, 0), ncols=3, frameon=False)

    return _svg(_ROW * len(shown) + 0.8, name, draw)


def matrix(name: str, people: Sequence[str], table: Sequence[Sequence[int]]) -> Markup:
    """Who took part with whom: a square with a number where two met; darker is more often."""
    size = len(people)

    def draw(axes: "Axes") -> None:
        most = max((value for row in table for value in row), default=1) or 1
        for row in range(size):
            for column in range(size):
                value = table[row][column]
                if value:
                    shade = 0.25 + 0.75 * value / most
                    axes.scatter(column, row, s=170, marker="s", color=_SERIES[0], alpha=shade, linewidths=0)
                    axes.text(column, row, str(value), ha="center", va="center", fontsize=9, color=_INK)
        axes.set_xlim(-0.5, size - 0.5)
        axes.set_ylim(size - 0.5, -0.5)
        axes.set_aspect("equal")
        axes.set_yticks(range(size), [f"{_short(text, 22)}  {number + 1}" for number, text in enumerate(people)])
        axes.set_xticks(range(size), [str(number + 1) for number in range(size)])
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.set_xticks([place - 0.5 for place in range(size + 1)], minor=True)
        axes.set_yticks([place - 0.5 for place in range(size + 1)], minor=True)
        axes.grid(which="minor", color=_LINE, linewidth=0.6)
        axes.tick_params(which="minor", length=0)
        for spine in axes.spines.values():
            spine.set_visible(False)

    return _svg(0.26 * size + 0.4, name, draw, max(_WIDTH, 2.2 + 0.26 * size))
