"""Outcomes: charts of what patients answered, and typing answers in from paper."""
