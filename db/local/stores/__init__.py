"""The ports of msk_desk.services, one module per area."""
