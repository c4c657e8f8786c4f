"""Everything a user sees: all Qt, nothing else."""
