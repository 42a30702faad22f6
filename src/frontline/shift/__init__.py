"""My shift: the page that whoever has the turn starts with; who is here, and who may jump in."""
