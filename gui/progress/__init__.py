"""How do the sides move over time? The graphs."""
