"""Charts as SVG, one a file: each drawn for a phone and for a wide screen, with its numbers.

Nothing is told by colour alone. Colours stand in ``static/debrief.css`` as classes, so that they
change with the reader's light or dark screen; no element has a style of its own.
"""
