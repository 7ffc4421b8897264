"""Tests of the redline room."""
