"""What a mail asks for: read by rules that a lawyer can read and change (rules/*.yaml).

Plain Python, and nothing leaves the house. A reading says with which words it came about.
"""
