"""The data-quality dashboard of a graph: its figures, and a page, JSON and triples made of them."""

from kg.quality.dashboard.figures import Figures, figures_of
from kg.quality.dashboard.measures import measures
from kg.quality.dashboard.page import page

__all__ = ["Figures", "figures_of", "measures", "page"]
