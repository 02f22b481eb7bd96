"""Questions about the filings themselves: first pages, letters of inquiry, titles, signatures, deals."""
