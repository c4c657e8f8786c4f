"""Lists of patients: which one, narrowed and sorted as one likes, acted on, printed; and the reconciliation."""
