"""What is wrong with a form or an answer, and what of a form is not supported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: where, which rule, and words for whoever must put it right."""

    link_id: str
    code: str
    message: str
    warning: bool = False
    path: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the shape the command line prints."""
        return {"linkId": self.link_id, "code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Something a form asks for that is not done here, named exactly."""

    link_id: str
    what: str

    def as_json(self) -> dict[str, str]:
        """Return the shape the command line prints."""
        return {"linkId": self.link_id, "what": self.what}
