"""Tiers: how soon a company is answered, by rules over what other systems know of it."""
