"""What single commands need beside the journey: the terminal, the reports of `check`, the words of `explain`."""
