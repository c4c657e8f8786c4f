"""What can go wrong in a form: raised by the engine, caught by services and the command line."""


class FormsError(ValueError):
    """A form, an answer or an expression that cannot be used as it is."""


class FhirpathSyntaxError(FormsError):
    """An expression that is not FHIRPath."""


class FhirpathError(FormsError):
    """An expression that cannot be evaluated on what it was given."""


class DefinitionError(FormsError):
    """A Questionnaire that must not be used, because we would draw or score it wrongly."""
