"""Answers out of rows of tables: which rows are meant, and which of their cells is asked for."""
