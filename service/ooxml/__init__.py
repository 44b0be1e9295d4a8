"""The Word file as our spans see it: one walk, for reading and for marking alike."""
