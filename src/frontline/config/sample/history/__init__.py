"""What the house was asked in the months before the story, and the studies made of it: backups, before and after a fix.

Nobody would tell some eighteen hundred conversations one by one: they are made from a few phrases each, by a seed.
"""
