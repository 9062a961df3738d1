"""The reports of the clusters, results_YYYY.yaml, and the chain of papers that they close."""
