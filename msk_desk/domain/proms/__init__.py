"""Patient-reported outcome measures: definitions, scores and what a change means."""
