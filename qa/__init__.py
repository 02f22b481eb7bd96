"""Questions to answers: parse, plan, look up, answer with proof, or say that the filings do not tell."""
