"""How are the weights learnt by which Bela asks whether something is a danger sign?"""
