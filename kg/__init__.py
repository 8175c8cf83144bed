"""Compile news articles and official readouts into validated linked data."""
