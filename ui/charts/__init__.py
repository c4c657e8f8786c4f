"""Charts of outcome measures with the table beside them, for the record and for a visit."""
