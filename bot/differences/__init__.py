"""What does a change of content do? Told in meaning, not in lines: questions, branches, thresholds, rules, words."""
