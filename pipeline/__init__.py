"""yushen 预审: reads pilot plans of Chinese cities and says, with evidence, what is missing from them."""

__version__ = "0.1.0"
