"""Configs in, knowledge out: what to run, run it, keep it, and say what it shows."""
