"""Who struck whom, told from either side, and whom a state holds or acts upon at home."""
