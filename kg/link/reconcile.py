"""Links by the Wikidata API."""
