"""Answers read out of sentences: the holes of a question, filled by the words of the sentence that explains it."""
