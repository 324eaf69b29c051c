"""The network of a store as a file that other programs open: Gephi, Cytoscape, R, pandas, anything that reads RDF.

`network.network_of` says what is exported, `formats.FORMATS` into what; `formats.write` puts the one into the other. It
writes to a stream and knows no paths. What every column means stands in `columns`, and inside every file.
"""
