"""What stands in the way of a plan, and what could be done about it. Nothing here changes anything."""
