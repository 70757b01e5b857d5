"""Dialogs: one module each; each hands back a wish and never carries it out."""
