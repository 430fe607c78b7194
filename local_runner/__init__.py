"""An Echo in software: runs the skill through its own JSON, speaks it, and takes words at any moment."""
