"""The Word writer: a :class:`~samverkan.drafting.document.Document` becomes a .docx file."""

from samverkan.drafting.word.provenance import read_provenance
from samverkan.drafting.word.writer import write

__all__ = ["read_provenance", "write"]
