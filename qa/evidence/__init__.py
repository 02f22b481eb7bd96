"""What filings hold for a question: cells, rows and sentences, gathered, ranked, looked up; their proof."""
