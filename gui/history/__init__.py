"""What was logged, and what of it needs mending?"""
