"""The visits of a round, as planned and as they went: visits_YYYY.yaml."""
