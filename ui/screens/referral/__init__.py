"""Taking referrals in, registering people, and deciding about look-alikes."""
