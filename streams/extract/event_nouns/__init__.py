"""Who acts in an event noun, and whether its clause tells it as a fact."""
