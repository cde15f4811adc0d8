"""The figure of what the patterns find; it is no part of a report."""
