"""Translation catalogs without the programs of GNU gettext."""
