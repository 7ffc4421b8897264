"""Compares two Word files and shows the difference as tracked changes.

A library was tried first: python-redlines (Docxodus). It takes three times as long and twice
the memory that a redline of twelve pages may take here, and cannot merge three texts.
"""
