"""The pages that Bela itself serves."""
