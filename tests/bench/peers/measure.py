"""Measures a function and prints a line of JSON, as the benchmark's other peers do."""

import json
import sys
import time


def measure(name, work, items_of):
    """Does the work for as long as the last argument says, in milliseconds; `items_of` counts what it made."""
    made = work()
    items = items_of(made)
    end = time.perf_counter() + int(sys.argv[-1]) / 1000
    seconds = []
    while len(seconds) < 3 or time.perf_counter() < end:
        made = None  # what was made before is dropped outside of what is measured
        start = time.thread_time()
        made = work()
        seconds.append(time.thread_time() - start)
    seconds.sort()
    figures = {"name": name, "items": items, "best": seconds[0], "median": seconds[len(seconds) // 2], "rounds": len(seconds)}
    print(json.dumps(figures), flush=True)
