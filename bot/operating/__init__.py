"""What does an operator need besides running Bela? Looks at her own house, and a bundle for whoever helps."""
