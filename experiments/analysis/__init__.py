"""What an ensemble says: intervals, incidence, summaries, and the words for them."""
