"""From a draft folder to what people are answered with: versions, checks before they go live, and the way back."""
