"""Who sees to people while no Bela lives? Routing passes her by, and whom she left waiting reaches the team."""
