"""Tests of reading and checking records."""
