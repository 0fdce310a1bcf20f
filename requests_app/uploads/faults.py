"""Why a file cannot be taken."""


class UploadFault(ValueError):
    """The file is not taken; the text says why, and what to do, in the language of the page."""
