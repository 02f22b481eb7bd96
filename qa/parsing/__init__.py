"""What a question says: its words, names, times and units, what it asks and demands; nothing is looked up here."""
