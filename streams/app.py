"""A Faust app for one stage: settings, producer and consumer as docs/decisions/0002 chose them."""

import asyncio
import socket
from collections import defaultdict
from typing import Any

import faust
import mode
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from schemas.errors import InvalidMessage, TransientError
from schemas.topics import DEAD_LETTERS, Topic
from streams import metrics
from streams.deadletter import dead_letter
from streams.loop import Emit, FaustFlow, Handle, Loop, Output, Policy
from streams.settings import Settings

GROUP = "marsad-{stage}"


def create_app(settings: Settings, stage: str) -> faust.App:
    """Return the app of ``stage``: its own consumer group, nothing auto-created, no Faust web."""
    brokers = ";".join(f"kafka://{host.strip()}" for host in settings.kafka.split(","))
    return faust.App(
        settings.named(GROUP.format(stage=stage)),
        broker=brokers,
        value_serializer="raw",
        key_serializer="raw",
        datadir=str(settings.state_dir / f"{stage}-{socket.gethostname()}"),
        web_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_replication_factor=settings.replication,
        table_standby_replicas=0,
        processing_guarantee="at_least_once",
        producer_acks=-1,
        producer_linger=0,
        producer_compression_type="zstd",
        producer_max_request_size=DEAD_LETTERS.max_bytes,
        producer_request_timeout=120,
        consumer_max_fetch_size=DEAD_LETTERS.max_bytes,
        consumer_auto_offset_reset="earliest",
        broker_commit_interval=settings.commit_interval_s,
        broker_commit_every=1000,
        broker_session_timeout=settings.session_timeout_s,
        broker_heartbeat_interval=min(3.0, settings.session_timeout_s / 3),
        broker_request_timeout=settings.session_timeout_s + 10,
        broker_rebalance_timeout=60,
        broker_max_poll_interval=86_400,
        broker_max_poll_records=200,
        stream_buffer_maxsize=64,
        stream_wait_empty=True,
        stream_recovery_delay=0,
        agent_supervisor=mode.CrashingSupervisor,
    )


def attach(
    app: faust.App, settings: Settings, topic: Topic, handle: Handle, **options: Any
) -> None:
    """Let ``handle`` carry ``topic`` through the at-least-once loop.

    Options: ``emit`` for outputs that are not Kafka records (falls back to Kafka for those that
    are), ``parallel`` for stages without state.
    """
    stage = app.conf.id.removeprefix(settings.topic_prefix).removeprefix(GROUP.format(stage=""))
    emit: Emit = options.get("emit") or kafka_emit(app)
    letters = settings.named(DEAD_LETTERS.name)
    handle = metrics.measured(stage, handle)
    policy = Policy(
        in_flight=options.get("in_flight", settings.in_flight),
        attempts=settings.attempts,
        parallel=options.get("parallel", False),
    )

    def bury(message: Any, reason: str) -> Output:
        metrics.LETTERS.labels(stage).inc()
        return dead_letter(stage, letters, message, reason)

    async def carry(stream: Any) -> None:
        flow = FaustFlow(app)
        loop = Loop(handle, emit, bury, flow, policy)
        await loop.run(stream.noack().events())

    app.agent(app.topic(settings.named(topic.name)), name=f"{stage}:{topic.name}")(carry)


def kafka_emit(app: faust.App) -> Emit:
    """Return an emit that ends when every replica in sync has the Output.

    Records of a topic are sent in the order in which they are given. It raises InvalidMessage for
    a record that no topic takes, TransientError for all else.
    """
    # Where its batch is full, aiokafka lets a later record in first: one goes in at a time.
    gates: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def emit(output: Output) -> None:
        try:
            async with gates[output.topic]:
                sent = await app.producer.send(
                    output.topic,
                    output.key,
                    output.value,
                    partition=None,
                    timestamp=None,
                    headers=list(output.headers),
                )
            await sent
        except (KafkaError, OSError, ProducerSendError) as error:
            # What fails before the broker is asked comes wrapped by Faust.
            said = error.__cause__ if isinstance(error, ProducerSendError) else error
            if isinstance(said, MessageSizeTooLargeError):
                raise InvalidMessage(f"{output.topic}: the record is too large: {said}") from error
            raise TransientError(f"{output.topic}: {type(said).__name__}: {said}") from error

    return emit
