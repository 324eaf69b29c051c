"""Writing: what a batch is told is gathered first, and sent in one transaction when the batch ends.

So the transaction, and with it the lock that keeps other writers waiting, lasts as long as the sending does, however
long the caller computes; a transaction that fails for a passing reason can be sent again; and calls for one entity at
a time become statements for a thousand. What is put and dropped in one batch is settled before it is sent.
"""
