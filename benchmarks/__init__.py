"""How fast histories are played, side by side with other ways to play them.

Nothing in here is part of a result. ``talks bench`` runs it; ``docs/performance.md`` tells what
it found on one machine.
"""
