"""Correct data of each subject, for hypothesis: what may stand in its file, and how it is written.

A module a subject. `folders.py` puts them together to a folder of which `vtlt validate` has nothing
to say.
"""
