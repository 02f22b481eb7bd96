"""What the command line shows: words in Chinese and English, tables, answers, progress."""
