"""The clinics screen: reception's calendar with the waiting list beside it."""
