"""The duty rota: who answers for alerts, day by day."""
