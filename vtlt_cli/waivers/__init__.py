"""Known findings that are accepted: waivers.yaml."""
