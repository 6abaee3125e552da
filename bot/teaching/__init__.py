"""From what does Bela learn how danger is told in words that nobody listed? Run by hand; nothing is learnt while she serves."""
