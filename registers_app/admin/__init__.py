"""Admin pages of registers, controllers and staff."""

from registers_app.admin import controllers, registers, users, versions

__all__ = ["controllers", "registers", "users", "versions"]
