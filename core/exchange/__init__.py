"""How do other apps' exports and our own files come in, and how does the log get out?"""
