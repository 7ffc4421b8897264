"""Tests of what users would miss."""
