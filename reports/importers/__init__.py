"""Files that somebody hands in, read into facts, claims, and what was not understood. Nothing is ever invented."""
