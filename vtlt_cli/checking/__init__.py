"""What a rule is, how findings are told and mended, and the rules on files as such (FIL)."""
