"""What matters: how outcomes answer to the numbers of a scenario, and how much is chance.

A study file (``design``) names factors (``factors``) and outcomes (``outcomes``). Its points
(``plan``) are scenarios; each is played on the same tapes (``runner``, ``rows``), so that points
differ by their factors and not by their luck. Then it is asked what each factor does (``morris``,
``sobol``, ``pawn``, ``tornado``) and what is left to chance (``variance``).
"""
