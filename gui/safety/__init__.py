"""How are the health and pain questions asked, and their advice shown?"""
