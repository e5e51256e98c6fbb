"""How is a test at home done, one side after the other?"""
