"""A mail as it came, taken apart without trust: whatever the bytes are, nothing raises.

Plain Python over the standard library's email package.
"""
