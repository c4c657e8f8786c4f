"""All SQL, nothing else."""
