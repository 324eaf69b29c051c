"""Components in all their states, with made-up data: what `/components` shows.

One module for each file of `templates/components/`, of the same name, with `states(page)`. To show a component in one
more state is one more `State` there; a test fails on a component that is shown in none.
"""
