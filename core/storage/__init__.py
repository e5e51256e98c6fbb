"""Where is the log kept, and how does it come through crashes, full disks and newer versions?"""
