"""What some observed summaries say of chosen priors: approximate Bayesian computation.

Own code on numpy, because what is needed is small: rejection with regression adjustment on cases
that were simulated once. The packages made for it (pyABC and others) bring a dozen more.
"""
