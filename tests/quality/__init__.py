"""How well the product reads: scores, floors and what they are counted on."""
