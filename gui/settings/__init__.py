"""What does the person have and prefer?"""
