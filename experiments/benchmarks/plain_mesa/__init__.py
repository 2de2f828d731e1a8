"""The whole model the plain Mesa way: one world a Mesa model, agents one by one, plain loops.

It is a second writing of the rules of `docs/model.md`, and shares with the package only what is
given: scenarios, dials, and the front line. Its luck is that of an ordinary model, drawn as it
comes. It exists to be compared with the arrays, in its results and in its speed.
"""
