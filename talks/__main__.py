"""``python -m talks`` is the command ``talks``."""

from talks.app import main

main()
