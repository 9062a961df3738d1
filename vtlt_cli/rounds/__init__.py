"""The rounds of cross-inspection: rounds.yaml, who takes part, what an office is called."""
