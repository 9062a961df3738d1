"""Forms for Excel: what is sent out to be filled in, and what comes back."""
