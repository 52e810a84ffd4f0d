"""The whole walk on the real Kafka and Elasticsearch."""
