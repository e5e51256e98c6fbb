"""Where is one side behind? The map, the place and how it feels."""
