"""The desk's server: sign-in, API, live stream and pages over Kafka and Elasticsearch."""
