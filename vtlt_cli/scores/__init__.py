"""The scores of a round: scores_YYYY.csv, ranked and compared."""
