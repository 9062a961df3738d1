"""The register of provinces, or of other units: provinces.yaml."""
