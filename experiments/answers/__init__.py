"""What an experiment answers: claims from theory, judged by paired comparisons, and their page."""
