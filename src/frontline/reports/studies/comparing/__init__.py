"""The next study beside the last: did the fix work, allowing for growth in usage and for chance?"""
