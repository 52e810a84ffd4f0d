"""The demo: sample feeds served on loopback, ``marsad up`` reading them, alerts coming out."""
