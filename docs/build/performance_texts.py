"""The words of docs/performance.md that don't depend on the numbers."""

from __future__ import annotations

PREAMBLE = """\
# Performance

<!-- Written by docs/build/performance.py from docs/performance.json: run that instead. -->

What a history costs, where the time goes, and how far that is from what the machine could do.
The numbers are those of one machine on one day. **Compare ratios, not seconds**: both sides of a
ratio were measured in one sitting, in turn. Do it again on yours:

```sh
talks bench --json docs/performance.json
python docs/build/performance.py
```

The first line takes about ten minutes; `talks bench --quick` is a look of one minute.
"""

RATIOS = {
    "compiled_vs_batch_run": "time of Mesa's `batch_run` over time of the machine door: the same "
    "model, runs and outcome columns, one core, nothing collected by the day",
    "compiled_vs_glass": "time of our own glass door over time of the machine door",
    "kernel_vs_draws": "time of a run over the time just to draw what it read",
    "threads_2_vs_1": "speed of two threads over one, by the clock",
    "peak_memory_1e7_vs_1e6": "most memory held while streaming ten million runs over one million, "
    "in the cheapest world",
    "cost_slope_1e4_1e7": "slope of log time on log runs, in the cheapest world",
}

CALLS = """\
The *machine door* is `sim.engine.simulate`, the *glass door* `sim.outcomes.simulate`: a Mesa model
a run, played by the day. `batch_run` is Mesa's own, in one process, over a model that reports its
outcomes once, at the end. All three play the same runs and give the same rows. Times are
microseconds of CPU a run, medians.
"""

LIMITS = """\
A run that read its draws and did nothing else would still take the time to draw them. So the first
distance is that of a run to its own draws: Philox at the same addresses, compiled, one after the
other.
"""

TRIED = """\
What it brought, in a baseline run:

- **Vectors without owners.** Compiled code first saw State and World as NumPy arrays, which count
  references and carry shapes. Now a vector is a place and a length, and a view is one pointer: two
  to three times faster.
- **Short rules copied into their callers**: about 20% faster.
- **A division that doesn't look for zero** (numba's `error_model="numpy"`): about 3%.
- **The compiler's vectorisers switched off**: no difference. They find nothing to do.

What was tried on the compiler's side and left out, each on the linked code of a run, with the same
rows:

- **Rules private to the kernel**, so that the compiler may drop their arguments and pass what it
  learns from one to the next: about 8%, for a hook into numba's inside.
- **Telling it that whole numbers and fractions never share memory** (type-based aliasing): 1 to 3%.
- **The scenario as a constant**, folded into the code: 12% on top of the first, for a compilation a
  scenario.
- **Longer functions copied into callers** (thresholds from 50 to 2,000), **pairs of equal
  operations packed** (the SLP vectoriser), **a second round of passes**: nothing that stands out of
  the noise; the packing is slower.

So there is little left between the rules as they are written and the machine. Counted by an
emulator (callgrind), a baseline run is 1.27 million instructions; the time it takes makes that two
to three a cycle, and the emulator's model of a processor guesses 8,000 branches wrong. Nine
instructions in a hundred are logarithms, powers and cosines, which cost Python as much as they cost
compiled code. Each operation saved in a rule is saved for `batch_run` too, so the ratio to it
stays. What would raise it is lanes: many runs side by side in each instruction. They need rules in
which every branch is a selection, and the rules here are the ones that the glass door plays and a
reader follows.
"""

MEASURED = """\
- One process, one thread, CPU time; only threads and starting are told by the clock. Everything
  that is compared takes turns, every second round backwards, so that a slow minute slows all sides.
  Ratios are taken repeat by repeat, before the median.
- The compiled side is so quick that the same runs are played several times in each repeat.
- Draws and day-steps are counted in the glass door, on the very runs that are timed.
- Operations are counted in a process of its own, with each sign, comparison and index in the rules
  written as a call that counts. Compiled code gives the same bits, so it is asked for the same;
  what the compiler saves by not doing a thing twice is not taken off.
- Memory is the high-water mark of a process that does nothing else.
"""

UNMEASURED = """\
- **Instructions and cache misses.** Counters of the processor are out of reach on many shared
  machines, this one included; operations are counted in the source instead.
- **Ten million runs of the baseline.** Cost is linear in runs where that was tried; the long
  streams are those of the cheapest world.
- **Rules one by one.** Compiled rules are copied into each other; a clock between them would change
  what it measures.
- **Parquet, figures and reports.** A stream is reduced to sums in memory here; writing results is
  the runner's affair.
"""
