"""What is true: people, referrals, visits, scores, plans; frozen dataclasses and pure functions."""
