"""Where articles go to: Kafka."""
