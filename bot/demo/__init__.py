"""`bela demo`: a city hall, its agents and Bela on one machine, for looking and trying."""
