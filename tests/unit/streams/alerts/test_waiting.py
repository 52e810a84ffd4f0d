"""What waits, and what is due: a line at a time."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from schemas.receipt import Receipt
from streams.alerts.delivery import receipt_of
from streams.alerts.waiting import Waiting, moment_of
from tests.alerts import NOW, WEBHOOK, alert_on, minutes

BASE = receipt_of(alert_on(), WEBHOOK, NOW)


def waiting_for(name: str, line: int, minute: int) -> Receipt:
    """Return a receipt of a line that waits for so many minutes."""
    return dataclasses.replace(
        BASE, delivery_id=name, subscription_id=f"u{line}", state="held",
        next_attempt=(NOW + minutes(minute)).isoformat(),
    )  # fmt: skip


STEPS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 2), st.integers(0, 9), st.booleans()),
    max_size=40,
)


@given(steps=STEPS, until=st.integers(0, 9), most=st.integers(1, 4))
def test_lines_come_whole_and_the_first_moment_is_known(
    steps: list[tuple[str, int, int, bool]], until: int, most: int
) -> None:
    waiting, model = Waiting(), dict[str, Receipt]()
    for name, line, minute, dropped in steps:
        waiting.drop(name)
        model.pop(name, None)
        if not dropped:
            model[name] = waiting_for(name, line, minute)
            waiting.put(model[name])
    now = NOW + minutes(until)
    assert waiting.first() == min(map(moment_of, model.values()), default=None)
    due = waiting.due(now, most)
    wanted = {name for name, receipt in model.items() if moment_of(receipt) <= now}
    lines = {receipt.subscription_id for receipt in due}
    assert {r.delivery_id for r in due} == {
        name for name in wanted if model[name].subscription_id in lines
    }
    assert len(due) >= min(most, len(wanted))
    assert waiting.due(now, most) == due, "looking changes nothing"
    for receipt in due:
        waiting.drop(receipt.delivery_id)
    assert {r.delivery_id for r in waiting.all} == set(model) - {r.delivery_id for r in due}
