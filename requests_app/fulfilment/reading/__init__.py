"""Documents of office programs and mails, read into text that can be marked (docs/package.md)."""
