"""What a negotiator sees, wants and says."""
