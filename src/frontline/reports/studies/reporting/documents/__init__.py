"""The report as a page to print or send: Typst sets it, in a process of its own.

What people wrote reaches the template as data (JSON), never as markup, so there is nothing to escape.
"""
