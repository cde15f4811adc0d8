"""The verbs of the command ``talks``, one a file."""
