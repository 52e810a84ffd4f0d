"""Connectors: feeds and files into Kafka. Sources read, sinks write, ``poll`` ties them."""
