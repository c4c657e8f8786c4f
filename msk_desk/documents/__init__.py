"""Documents: what a paper says (build) and how it is drawn (pdf)."""
