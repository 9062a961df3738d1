"""Findings on the published tables -> what was printed in them and what should stand.

A slip of print is corrected (đính chính); what changed only after the report came out is adjusted
(điều chỉnh). Where the data does not say what should stand, the correction is left open with the
ways out beside it: nobody but the issuer decides.
"""
