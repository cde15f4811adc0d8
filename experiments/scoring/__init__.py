"""How good a forecast was: proper scores of an ensemble, beside forecasts that need no model."""
