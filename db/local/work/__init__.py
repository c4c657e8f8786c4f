"""What exists nowhere else: operations to be sent, drafts, settings, audit, cursors."""
