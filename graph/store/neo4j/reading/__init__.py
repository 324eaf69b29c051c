"""Reading: the View, part by part. Streams are read in pages, each of a whole number of batches."""
