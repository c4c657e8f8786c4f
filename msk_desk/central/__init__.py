"""The bundled FHIR R4 service: routes, rights, search, transactions and sign-in."""
