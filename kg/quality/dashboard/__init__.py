"""The data-quality dashboard of a graph: its figures, and a page, JSON and triples made of them."""

from kg.quality.dashboard.figures import Figures, figures_of
from kg.quality.dashboard.measures import measures
from kg.quality.dashboard.page import body, page

__all__ = ["Figures", "body", "figures_of", "measures", "page"]
