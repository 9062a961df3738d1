"""One function a table. Titles are in the user's language; an appendix is always Vietnamese."""
