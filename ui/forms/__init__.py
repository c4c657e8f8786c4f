"""Draws any FHIR Questionnaire from a FormState with native widgets."""
