"""Tests of the review of Word files."""
