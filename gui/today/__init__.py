"""What is there to answer and to do today?"""
