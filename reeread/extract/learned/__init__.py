"""The second opinion: what a logistic regression on words says of a sentence beside the rules."""

METHOD = "learned/1"
RULE = "learned"
"""What a cue of the second opinion names as its rule."""
