"""``marsad dashboard``: the desk's server."""

import logging

import click

from streams.cli.settings import load_with_kafka


@click.command("dashboard")
def dashboard_command() -> None:
    """Serve the desk and its API on MARSAD_DASHBOARD_HOST and _PORT, until stopped.

    Needs Kafka (make stack-up); without Elasticsearch everything but search works. The first person
    is added with `marsad people add NAME --role admin`.
    """
    settings = load_with_kafka()
    import uvicorn  # noqa: PLC0415  # --help does not need it

    from dashboard.app import create_app  # noqa: PLC0415

    logging.basicConfig(
        level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for name in ("aiokafka", "kafka", "elastic_transport"):  # each look of theirs is no news
        logging.getLogger(name).setLevel(logging.WARNING)
    click.echo(f"marsad: the desk is at {settings.desk_url()}", err=True)
    uvicorn.run(
        create_app(settings),
        host=settings.dashboard_host,
        port=settings.dashboard_port,
        log_config=None,
        access_log=False,  # paths may hold what someone searched for
        server_header=False,
        timeout_graceful_shutdown=5,
    )
