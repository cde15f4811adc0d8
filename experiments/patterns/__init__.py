"""What the model must show: patterns that theory expects, measured on paired ensembles.

One pattern a file; each gives its findings as rows. A claim that fails stays a row, as failing.
"""
