"""What does Evenside know about two sides of a body? The domain, free of any window."""
