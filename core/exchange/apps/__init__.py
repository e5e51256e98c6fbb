"""Which app writes its sets in which way? One module for each."""
