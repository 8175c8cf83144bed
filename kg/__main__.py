"""`python -m kg` is the same as `kg`."""

from kg.cli.main import main

main()
