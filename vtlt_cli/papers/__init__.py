"""The papers of a round as drafts: a function a paper, from the records to an official paper.

Which there are, what each stands on and of whom it speaks is in `catalogue`.
"""
