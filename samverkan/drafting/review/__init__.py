"""Reads any Word file and says what the law finds in it, whoever wrote it."""
