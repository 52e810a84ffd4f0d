"""The `marsad` command."""
