"""The tables of pairs: counterparts, what they are found by, and the stories they belong to."""
