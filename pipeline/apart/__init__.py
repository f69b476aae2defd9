"""Processes of our own that may be ended: started with limits, watched, spoken to in plain data, killed as a group."""
