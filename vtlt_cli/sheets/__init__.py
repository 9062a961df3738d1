"""The sheets of a round: sheets_YYYY/<unit>.csv, points a criterion by the unit and by the team."""
