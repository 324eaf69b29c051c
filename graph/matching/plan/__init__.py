"""A plan for many needs and limited offers at once: drafts for whoever decides, and what keeps a need unserved."""
