"""Back Spasm Helper: everything that decides what is said; nothing here waits or speaks."""

__version__ = "0.1.0"
