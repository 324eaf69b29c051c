"""The store's second engine: a Neo4j server or cluster, 2026.08 (5.26 runs too).

What a person sees who opens the database with Neo4j's own tools:

* `(:Entity:Partner {id, name, kind, degree, facet_country, …})`, likewise `:Partnership`, `:Country`, `:Sdg` and so on,
  each with its whole JSON in `document`;
* `(:Partner)-[:TAKES_PART {role, basis, score, records}]->(:Partnership)`, likewise `ADDRESSES`, `OPERATES_IN` …;
* `(:Entity)-[:WRITTEN_AS]->(:Alias)` and `(:Entity)-[:HAS_PASSAGE]->(:Passage)`;
* `:Register`, `:Record` (with `-[:REPLACED]->(:PastRecord)`), `:Draft`, `:Problem`, `:Redaction`, `:Judgement`,
  `:Redirect`, `:VectorSpace` and `:Vector`.

How it is built: `address` reads the URL, `connection` owns the driver and sees to whole batches, `schema` makes or
checks a database, `writing` and `reading` are the Writer and the View, `cypher` holds every statement. The driver
(`goal17[neo4j]`) is imported only inside this package, and only once a store is opened.
"""
