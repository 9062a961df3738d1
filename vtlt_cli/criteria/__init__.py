"""The scale of a round: criteria_YYYY.yaml, what is scored and for how many points."""
