"""The teams of a round, one a cluster: teams_YYYY.yaml."""
