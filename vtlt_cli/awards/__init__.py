"""The awards of a round: awards_YYYY.yaml, worked out from the scores and held beside them."""
