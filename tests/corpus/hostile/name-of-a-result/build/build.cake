// nothing is left of it
