"""Messages as HTML: every value escaped, right to left where the reader's language is."""

import functools
from importlib.resources import files

import jinja2

from streams.alerts.message import Message
from streams.alerts.words import word

RIGHT_TO_LEFT = frozenset({"ar"})


@functools.cache
def _templates() -> jinja2.Environment:
    def load(name: str) -> str:
        return files(__package__).joinpath("data", name).read_text("utf-8")

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(load), autoescape=True, undefined=jinja2.StrictUndefined
    )


def fragment(message: Message) -> str:
    """Return ``message`` as an element to put into a page or a feed."""
    return _templates().get_template("message.html.j2").render(_values(message))


def mail_page(message: Message, name: str, unsubscribe_url: str) -> str:
    """Return ``message`` as a page for a mail; ``name`` is that of the subscription."""
    language = message.language
    return (
        _templates()
        .get_template("mail.html.j2")
        .render(
            _values(message),
            name=name,
            subscription=word("subscription", language),
            unsubscribe=word("unsubscribe", language),
            unsubscribe_url=unsubscribe_url,
        )
    )


def _values(message: Message) -> dict[str, object]:
    return {
        "message": message,
        "direction": "rtl" if message.language in RIGHT_TO_LEFT else "ltr",
        "story": word("story", message.language),
    }
