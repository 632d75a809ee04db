"""Our own bot as it is shipped, where more is installed than its own lock names.

httpx loads pygments and structlog loads greenlet wherever they find them: two megabytes that only the
tests' packages bring along.
"""

import sys

for name in ("greenlet", "pygments"):
    sys.modules[name] = None  # type: ignore[assignment]

from bot.__main__ import main  # noqa: E402

if __name__ == "__main__":
    main(prog_name="python -m bot", args=["run"])
