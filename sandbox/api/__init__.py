"""The Bot API side: one file per family of methods, all of them behind `door.py`."""
