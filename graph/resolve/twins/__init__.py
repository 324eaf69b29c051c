"""Which records, of one register or of several, are about one initiative."""
