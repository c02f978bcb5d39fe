"""How words are folded, stemmed and misspelt, and the closed classes of both languages."""
