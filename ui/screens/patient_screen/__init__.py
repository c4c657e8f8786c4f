"""The screen turned to the patient: one question at a time, nothing else reachable, left by the clinician's code."""
