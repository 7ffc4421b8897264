"""Tests of the refreshing of edited drafts."""
