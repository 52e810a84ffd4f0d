"""``python -m streams.cli``: the ``marsad`` command without its script."""

from streams.cli import main

main()
