"""How people name a moment: a table of words per language, one grammar over what the words mean.

`language` is what a table may say; `ru`, `uk`, `en` are the tables, with what looks like a moment and is
none in `*_around`. `lexer` makes tokens of a text and `pieces` meanings of the tokens, a letter each;
`dates`, `lengths`, `periods`, `hours` and `minutes` are rules over these letters, and `reading` the facts
that they find. `sifting` leaves the facts that count, `agreed` finds the day and `settle` the wall time.
"""
