"""What describes a round in figures and bars; rests on scores and awards."""
