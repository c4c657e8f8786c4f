"""Triage: the inbox, one page with everything about a referral, and the decision."""
