"""Numbers, money, dates, codes and names as strings say them: pure functions, each with the offsets of its words."""
