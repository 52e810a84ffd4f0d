"""Broker settings, and the question that tells whether brokers are there."""

import socket
import struct
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from ops.stack.kafka import Broker, brokers_seen, new_cluster_id
from ops.stack.machine import Java

NOWHERE = Path("/nonexistent")
BROKER = Broker(
    name="kafka-1",
    directory=NOWHERE,
    port=29092,
    port_variable="MARSAD_KAFKA_PORT",
    run_as=None,
    number=1,
    brokers=1,
    first_controller_port=29192,
    cluster_id="x",
    jars=NOWHERE,
    java=Java(NOWHERE, 17),
)


def test_one_broker_keeps_one_copy_and_makes_no_topic_by_itself() -> None:
    properties = BROKER.properties()
    assert properties["offsets.topic.replication.factor"] == "1"
    assert properties["transaction.state.log.replication.factor"] == "1"
    assert properties["min.insync.replicas"] == "1"
    assert properties["auto.create.topics.enable"] == "false"


def test_three_brokers_form_one_quorum_and_keep_three_copies_of_which_two_suffice() -> None:
    properties = replace(BROKER, brokers=3, number=2, port=29093).properties()
    assert properties["controller.quorum.voters"] == (
        "1@127.0.0.1:29192,2@127.0.0.1:29193,3@127.0.0.1:29194"
    )
    assert properties["listeners"] == "PLAINTEXT://127.0.0.1:29093,CONTROLLER://127.0.0.1:29193"
    assert properties["offsets.topic.replication.factor"] == "3"
    assert properties["min.insync.replicas"] == "2"


def test_nothing_listens_beyond_loopback() -> None:
    listeners = BROKER.properties()["listeners"].split(",")
    assert all("://127.0.0.1:" in listener for listener in listeners)


def test_cluster_ids_are_new_each_time_and_never_look_like_an_option() -> None:
    ids = {new_cluster_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(len(text) == 22 and text[0] != "-" for text in ids)


@pytest.mark.parametrize("brokers", [0, 3])
def test_the_answer_tells_how_many_brokers_are_known(brokers: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked: list[bytes] = []

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                asked.append(connection.recv(1024))
                connection.sendall(struct.pack(">iii", 8, 1, brokers))

        thread = threading.Thread(target=answer)
        thread.start()
        assert brokers_seen(server.getsockname()[1]) == brokers
        thread.join(10)
    size, api, version = struct.unpack(">ihh", asked[0][:8])
    assert (size, api, version) == (len(asked[0]) - 4, 3, 1)


def test_a_port_that_hangs_up_is_no_broker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def hang_up() -> None:
            server.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        assert not replace(BROKER, port=port).answers()
        thread.join(10)
    assert not replace(BROKER, port=port).answers()
