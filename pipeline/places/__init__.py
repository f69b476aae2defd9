"""China's divisions and their names in a text."""
