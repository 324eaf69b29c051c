"""Who could meet a country's need, and whose need an offer could meet: place and action, told apart."""
