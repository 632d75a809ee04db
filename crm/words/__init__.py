"""How people name a moment: a table of words per language, one grammar over what the words mean.

`language` what a table may say · `ru`, `uk`, `en` the tables · `lexer` text into tokens · `pieces`
tokens into meanings · `rules` meanings into facts · `settle` facts into one moment.
"""
