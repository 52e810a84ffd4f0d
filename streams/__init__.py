"""The stages of Marsad: pure functions, the agents that run them, and the command line."""
