"""The record of processing activities (GDPR Art. 30), as it is shown to an authority."""
