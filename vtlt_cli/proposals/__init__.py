"""What units asked for on the draft of a round, and the answers: proposals_YYYY.yaml."""
