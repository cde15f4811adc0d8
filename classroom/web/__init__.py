"""The pages: one area a file; `app.py` puts them together."""
