"""Which role each partner of an initiative plays, as its text and its written list say it, with the passage."""
