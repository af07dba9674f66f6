"""What the library has to bear: a seeded program of hostile inputs, faults, kills and forgeries.

One module a family; each gives `Outcome`s, of which none may be bad. `python -m torture` in ``tests/`` prints
the table of ``docs/reliability.md``; `make torture` runs it at full length, `make test` a short form.
"""
