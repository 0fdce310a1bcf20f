"""What people send as files: looked at by content before anything is kept.

A library of its own below the services: it knows bytes, and nothing of cases.
"""
