"""The figures of an inference (prior and posterior, ranks); they are no part of a report."""
