"""What did each side do? Logging set by set."""
