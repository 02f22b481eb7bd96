"""Questions asked in steps or in parts: each is asked on the whole road, and what one gives is bound in the next."""
