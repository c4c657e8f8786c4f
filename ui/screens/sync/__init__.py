"""What waits to be sent, what failed, what needs a decision."""
