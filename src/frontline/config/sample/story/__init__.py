"""The story itself, a text file a theme; config/sample/reading.py says how they are written."""
