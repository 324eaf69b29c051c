"""Which written names are the same organisation: pure functions over names, their spellings and judgements."""
