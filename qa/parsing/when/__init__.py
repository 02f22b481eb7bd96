"""Periods as questions say them, in Chinese and English."""
