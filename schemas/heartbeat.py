"""The synthetic articles of the dead-man's switch."""

OUTLET = "marsad-heartbeat"
"""Outlet of every synthetic article, and of nothing else: people never see what comes of them."""
SUBSCRIPTION_ID = "marsad-heartbeat"
