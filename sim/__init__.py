"""The world in which negotiators meet."""
