"""The clusters of a round: clusters_YYYY.yaml."""
