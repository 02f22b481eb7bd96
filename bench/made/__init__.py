"""Questions that nobody wrote: `cloze` blanks sentences and cells of filings, `compose` computes and joins cells."""
