"""What mail providers tell of the mail that we gave them."""
