"""How much a product was used: what volumes are divided by, so that growth is not taken for trouble."""
