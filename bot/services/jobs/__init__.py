"""What the bot does beside answering, asked in words: read in `reading`, looked up in `looking_up`.

`phrases` compiles the English of `data/phrases.txt`. What changes something (a follow, an opinion) is done by
`bot.services.errands`, which only those doors have that can do it.
"""
