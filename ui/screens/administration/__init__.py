"""What administrators set up: forms and licensed wording."""
