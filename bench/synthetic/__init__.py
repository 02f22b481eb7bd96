"""Questions made out of tables, whose answers are known because the questions were made out of them."""
