"""Data out: what was done (``actions``), what came of it (``outcomes``), and every table's file.

Exports name people by their pseudonyms, and leave out what they wrote unless it is asked for.
"""
