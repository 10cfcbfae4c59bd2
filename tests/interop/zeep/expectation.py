"""What is expected, and how the scripts say what came of it. Nothing of it needs more than Python."""

import json


class Unexpected(Exception):
    """What came is not what was expected."""


def expect(found, expected):
    if found != expected:
        raise Unexpected(f"found {found!r:.1000}, expected {expected!r:.1000}")


def say(**line):
    """A line of JSON for the driver."""
    print(json.dumps(line), flush=True)
