"""What the scripts have in common: steps, each tried in its turn, with a line of JSON on what came of it.

In: functions that call a service, registered by the cell of the table that they fill. Out: on standard output the tools' versions, then a line
for each step, with the reason if it failed and with the note that it gave.
"""

import platform

import lxml
import zeep

from expectation import say

STEPS = []


def step(row, case):
    """Registers what to try, in this order."""

    def register(function):
        STEPS.append((row, case, function))
        return function

    return register


def run(own):
    """Tries all steps with a caller, whose session tells the service which one it is."""
    say(versions={"zeep": zeep.__version__, "lxml": lxml.__version__, "python": platform.python_version()})
    for row, case, function in STEPS:
        own.session.headers["Interop-Step"] = f"{row}, {case}"
        try:
            say(row=row, case=case, reason=None, note=function(own))
        except Exception as error:  # Whatever it is, it is the reason.
            say(row=row, case=case, reason=f"{type(error).__name__}: {error}")
