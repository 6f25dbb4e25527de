"""People, their teams, and what each may do in a team."""
