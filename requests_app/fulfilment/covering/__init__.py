"""Copies in which something is covered for real: what is under a block is not in the file."""
