"""A made-up district: deterministic people, clinics and histories for demonstration, benchmarks and tests."""
