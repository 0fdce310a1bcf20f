"""Load a controller and its registers from a YAML file, at the word of whoever runs the desk."""

from registers_app.exchange.apply import Loaded, import_file


def load_yaml(source: bytes) -> Loaded:
    """Take in the whole file or nothing. Raises FileRefused: every fault by path and line.

    Loading a file twice changes nothing (``plan.py`` tells how things are found again). A version
    that is published is never rewritten. One with ``effective_on`` (a local day of the controller)
    is published.
    """
    return import_file(source)
