"""Waiting times: the clocks that events start and stop, how long they ran, and working days."""
