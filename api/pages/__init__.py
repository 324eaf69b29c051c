"""The pages: what a person with a browser sees. A page shows an answer that the same address gives as JSON.

`page.py` holds the mechanism (formats, languages, headers); `routes/` one module for each place; `templates/` what they
look like, out of the macros of `templates/components/`; `static/` the style sheets and the few scripts, without which
every page works.
"""
