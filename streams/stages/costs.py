"""What each subscription costs ``match``, in the metrics."""

from streams import metrics
from streams.alerts import Watch


def show_costs(watch: Watch) -> None:
    """Add to the metrics what each subscription has cost and brought since this was called last."""
    for watched in watch:
        cost, name = watched.cost, watched.subscription.subscription_id
        if cost.asked:
            metrics.SUBSCRIPTION_ASKED.labels(name).inc(cost.asked)
            metrics.SUBSCRIPTION_HITS.labels(name).inc(cost.hits)
            metrics.SUBSCRIPTION_SECONDS.labels(name).inc(cost.nanoseconds / 1e9)
            cost.asked = cost.hits = cost.nanoseconds = 0
