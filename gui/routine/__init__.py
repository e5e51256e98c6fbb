"""What is to be done, and why? The routine and its changes."""
