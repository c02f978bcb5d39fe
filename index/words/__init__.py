"""What a word is: cut out, folded, stemmed, misspelt; and the closed classes of both languages.

Search, names and pairing stand on it alike. How names are compared is ``analysis.names``.
"""
