"""What does a person take away on paper?"""
