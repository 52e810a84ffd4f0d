"""Changes to a file of sources that leave its comments, order and ends of lines as they are."""

import re
from dataclasses import replace

import yaml

from connectors.sources.composed import NotYaml, compose
from connectors.sources.listing import begun, line_end, newline_of, put_behind
from connectors.sources.opml import as_yaml
from connectors.sources.registry import BadSources, Source, list_node, parse_sources, read_sources

_DRAFT_LINE = re.compile(r"(?<=that of )line \d+")
"""A line that is told of a draft, which nobody sees."""


def sources_there(text: str, name: str = "sources") -> tuple[Source, ...]:
    """Return the sources of ``text``, none where it holds comments at most; else BadSources."""
    return () if _holds_nothing(text) else parse_sources(text, name)


def with_sources(text: str, new: tuple[Source, ...], name: str = "sources") -> str:
    """Return ``text`` of a file with ``new`` at the end of its list.

    BadSources where the file or a new source is bad, or nothing can be put behind the list as it
    is laid out.
    """
    there = sources_there(text, name)
    wanted, problems = read_sources(f"sources:\n{as_yaml((*there, *new))}")
    if problems:
        told = "; ".join(_DRAFT_LINE.sub("another source", problem) for _, problem in problems)
        raise BadSources(f"{name}: nothing added: {told}")
    changed = begun(text, new) if _holds_nothing(text) else put_behind(text, new)
    return _checked(changed, wanted, name)


def with_enabled(text: str, source_id: str, *, enabled: bool, name: str = "sources") -> str:
    """Return ``text`` with the source of that id switched on or off; BadSources if none has it."""
    there = parse_sources(text, name)
    wanted = tuple(replace(s, enabled=enabled) if s.id == source_id else s for s in there)
    for node in _source_nodes(text):
        fields = {key.value: (key, value) for key, value in node.value}
        if fields["id"][1].value != source_id:
            continue
        value = "true" if enabled else "false"
        if "enabled" in fields:
            old = fields["enabled"][1]
            changed = text[: old.start_mark.index] + value + text[old.end_mark.index :]
        else:
            changed = _insert(text, fields["id"], node, value)
        return _checked(changed, wanted, name)
    raise BadSources(f"{name}: no source has the id '{source_id}'")


def _holds_nothing(text: str) -> bool:
    try:
        return compose(text) is None
    except NotYaml:
        return False


def _checked(changed: str, wanted: tuple[Source, ...], name: str) -> str:
    """Return ``changed`` if it says what is wanted: an alias, for one, stands for other sources."""
    found, problems = read_sources(changed)
    if problems or found != wanted:
        raise BadSources(
            f"{name}: not changed: it is laid out so (aliases?) that this change would touch more "
            "than one source; make it by hand"
        )
    return changed


def _source_nodes(text: str) -> list[yaml.MappingNode]:
    found = list_node(compose(text))
    assert isinstance(found, yaml.SequenceNode)
    return [node for node in found.value if isinstance(node, yaml.MappingNode)]


def _insert(
    text: str, identifier: tuple[yaml.Node, yaml.Node], node: yaml.MappingNode, value: str
) -> str:
    """Return ``text`` with ``enabled`` put behind the id, in the style of the source."""
    key, content = identifier
    end = content.end_mark.index
    if node.flow_style:
        return f"{text[:end]}, enabled: {value}{text[end:]}"
    at, lead = line_end(text, end)
    indent = " " * key.start_mark.column
    return f"{text[:at]}{lead}{indent}enabled: {value}{newline_of(text)}{text[at:]}"
