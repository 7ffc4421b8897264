"""kb/ and agreements/ → a typed, cross-linked, immutable Bank."""
