"""The browser: play, class, debrief. `talks serve` starts it."""
