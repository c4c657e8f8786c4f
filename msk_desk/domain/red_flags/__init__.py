"""Red flags of a referral: what its words say, what they may mean, and what was not stated."""
