"""The demo: five organisations, their staff, and requests at every stage. All persons invented."""
