"""The tables of names: the mentions of each article, and the entities that they were merged into.

What words mean in the other language is kept here, too.
"""
