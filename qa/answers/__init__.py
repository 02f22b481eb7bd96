"""From what was found to an answer for people and programs: words, confidence, refusals, JSON."""
