"""The self-management plan and how it will look on paper."""
