"""Search-everything: patients, actions and places from one box."""
