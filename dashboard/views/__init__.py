"""What pages show, worked out of records and documents; no routes, no templates."""
