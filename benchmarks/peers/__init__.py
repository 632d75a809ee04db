"""Bots to measure against, written as the documentation of their library shows."""
