"""A round at a glance: one web page that needs nothing but itself."""
