"""Drafts an edited document anew under today's clauses and keeps what the lawyer wrote.

Three texts are merged: the draft as it was written (from its provenance), the file as it is
now, and a new draft. The result is the file, with what the library has changed as tracked
changes. Where both have changed the same paragraph both stand, with a comment.
"""
