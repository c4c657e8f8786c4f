"""The errors a user can meet: each says what happened, what was kept and what to do."""

from __future__ import annotations


class MskDeskError(Exception):
    """Base of every error shown to a user.

    `title` and `advice` are plain English and carry no patient data; `code` is for the help desk.
    """

    code = "MSK-000"
    title = "Something went wrong"
    advice = "Try again. If it happens again, tell your administrator the code."

    def __init__(self, detail: str = "", *, advice: str | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        if advice is not None:
            self.advice = advice


class Offline(MskDeskError):
    """The service cannot be reached: a state, not a fault."""

    code = "MSK-101"
    title = "Working offline"
    advice = "Carry on. Your work is saved on this computer and will be sent when the service is back."


class NotSignedIn(MskDeskError):
    """The session has ended or was never begun."""

    code = "MSK-102"
    title = "You need to sign in"
    advice = "Sign in again. Your work is saved on this computer."


class Refused(MskDeskError):
    """The role does not allow it, or the service said no."""

    code = "MSK-103"
    title = "That is not allowed"
    advice = "Nothing was changed. Ask your team lead if you need to do this."


class WrongCode(MskDeskError):
    """The unlock code does not open this profile."""

    code = "MSK-104"
    title = "That code does not match"
    advice = "Check Caps Lock and try again."


class Conflict(MskDeskError):
    """Somebody else changed the same thing."""

    code = "MSK-201"
    title = "Two people changed the same thing"
    advice = "Both versions are kept. Open Sync to decide which to use."


class CacheLocked(MskDeskError):
    """Another process holds the database for too long."""

    code = "MSK-202"
    title = "The records on this computer are busy"
    advice = "Wait a moment and try again. Nothing was lost."


class CacheDamaged(MskDeskError):
    """The cache cannot be read; it can be rebuilt."""

    code = "MSK-203"
    title = "The copy of records on this computer is damaged"
    advice = "It will be rebuilt from the service. Work that was not yet sent is kept."


class DiskFull(MskDeskError):
    """No space left for a save."""

    code = "MSK-204"
    title = "This computer's disk is full"
    advice = "Free some space, then save again. What you typed is still on the screen."


class FormIncomplete(MskDeskError):
    """A form cannot be signed or sent yet."""

    code = "MSK-301"
    title = "The form is not complete"
    advice = "Fill in the parts that are marked. What you entered is saved."


class BadInput(MskDeskError):
    """A file or an argument is not what it should be."""

    code = "MSK-302"
    title = "That could not be read"
    advice = "Check the file and try again. Nothing was changed."


class PrintFailed(MskDeskError):
    """A document was made but not printed."""

    code = "MSK-401"
    title = "The document was not printed"
    advice = "Check the printer, or save it as a PDF."


class EnvironmentUnfit(MskDeskError):
    """This computer lacks something that is needed."""

    code = "MSK-501"
    title = "This computer is not ready"
    advice = "Run msk-desk doctor to see what is missing."
