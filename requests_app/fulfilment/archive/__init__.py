"""The disclosure package as one ZIP file, written piece by piece (docs/package.md)."""
