"""FHIR R4 JSON to and from the domain, one module per resource, pure."""
