"""One small widget for each kind of answer."""
