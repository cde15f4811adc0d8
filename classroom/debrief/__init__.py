"""After the talks: what was hidden is shown, each part in a file of its own.

``gate`` says who may see it and when; ``revealed`` has the world of a tape; ``ended``, ``moves``
and ``days`` take one table apart; ``agents`` and ``cloud`` tell what else could have happened.
"""
