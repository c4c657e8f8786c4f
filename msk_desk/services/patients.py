"""Patients: find any of them, and keep their contact details right."""

from __future__ import annotations

from dataclasses import replace

from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Contact, Patient, PatientLine
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.ports import PatientFinder
from msk_desk.services.saving import Saver

_EDITORS = (Role.RECEPTIONIST, Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)


class Patients:
    """Finding patients and editing who they are and how to reach them."""

    def __init__(self, finder: PatientFinder, saver: Saver) -> None:
        self._finder = finder
        self._saver = saver

    def find(self, text: str, limit: int = 50) -> tuple[PatientLine, ...]:
        """Patients that match what was typed so far, best first."""
        self._saver.access.require_patients()
        return self._finder.find(text, limit) if text.strip() else ()

    def read(self, patient_id: str) -> Patient:
        """One patient.

        Raises:
            BadInput: no such patient on this computer.
        """
        self._saver.access.require_patients()
        patient = self._saver.records.read(Patient, patient_id)
        if patient is None:
            raise BadInput("This patient is not on this computer.", advice="Connect and search again.")
        return patient

    def change_phone(self, patient_id: str, number: str) -> Changes:
        """Replace the number that `Patient.phone` shows, or add a mobile when there is none."""
        self._saver.access.require(*_EDITORS)
        number = " ".join(number.split())
        if sum(character.isdigit() for character in number) < 6:
            raise BadInput("A telephone number has at least 6 digits.", advice="Check the number and try again.")
        patient = self.read(patient_id)
        shown = patient.phone()
        if shown == number:
            return Changes()
        contacts = tuple(
            replace(contact, value=number) if contact.value == shown and contact.system in ("phone", "sms") else contact
            for contact in patient.contacts
        )
        if not shown:
            contacts = (*patient.contacts, Contact("phone", number, "mobile"))
        return self._saver.save("Telephone number changed", replace(patient, contacts=contacts))
