"""Papers: letters to send, clinic lists kept for when everything fails, blank forms, and typing up afterwards."""
