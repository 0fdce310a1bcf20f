"""The guided editor of a register version."""
