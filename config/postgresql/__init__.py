"""Django's PostgreSQL backend, which starts the private server when a command first needs it."""
