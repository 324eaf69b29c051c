"""What goal17 knows, as types: records, drafts, entities, relations, facts, judgements, and the vocabularies.

Everything here is a frozen value: stores keep them, readers and the derivation make them, answers show them. The JSON
form of each (what a store keeps in a document column, what the API sends) is pydantic's of the same dataclass.
"""
