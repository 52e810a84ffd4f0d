"""The local stack: Kafka and Elasticsearch on this machine, without a container engine.

``python -m ops.stack up|down|status|clean``; the standard library alone, so that it runs before
anything is installed. Read ``lifecycle`` first, then ``kafka`` and ``elasticsearch``.
"""
