"""How does a log come in from a file, and go out to one, in the window?"""
