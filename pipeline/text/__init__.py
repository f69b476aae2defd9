"""What Chinese text says by itself, whatever plan or notice it is of: numbers, sentences, how seriously they are meant."""
