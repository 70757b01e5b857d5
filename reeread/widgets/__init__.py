"""The parts of a screen: they show values, post requests and decide nothing."""
