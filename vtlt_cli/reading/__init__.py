"""Bytes -> typed values with their places. Knows no kind of file."""
