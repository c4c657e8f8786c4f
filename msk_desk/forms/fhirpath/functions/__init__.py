"""The functions of FHIRPath, one module per chapter of the specification."""
