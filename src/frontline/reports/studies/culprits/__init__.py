"""The list of culprits of each product, kept over its studies, and what was done about them."""
