"""FHIR Questionnaires with SDC: definition, answers, enablement, calculation and validation, without Qt."""
