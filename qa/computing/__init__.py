"""Values computed from looked-up ones, each operand found on the same road."""
