"""Changes to a file of sources that leave its comments and order as they are."""

import re

import yaml

from connectors.sources.opml import as_yaml
from connectors.sources.registry import BadSources, Source, parse_sources


def with_sources(text: str, new: tuple[Source, ...], name: str = "sources") -> str:
    """Return ``text`` of a file with ``new`` at its end; BadSources where the result is bad."""
    lines = text.rstrip("\n") if text.strip() else "sources:"
    if re.search(r"^sources:\s*\[\s*\]\s*$", lines, re.MULTILINE):
        lines = re.sub(r"^sources:\s*\[\s*\]\s*$", "sources:", lines, flags=re.MULTILINE)
    added = f"{lines}\n{as_yaml(new)}"
    parse_sources(added, name)
    return added


def with_enabled(text: str, source_id: str, *, enabled: bool, name: str = "sources") -> str:
    """Return ``text`` with the source of that id switched on or off; BadSources if none has it."""
    parse_sources(text, name)
    for node in _source_nodes(text):
        fields = {key.value: (key, value) for key, value in node.value}
        if fields["id"][1].value != source_id:
            continue
        value = "true" if enabled else "false"
        lines = text.splitlines(keepends=True)
        if "enabled" in fields:
            mark = fields["enabled"][1]
            line = lines[mark.start_mark.line]
            start, end = mark.start_mark.column, mark.end_mark.column
            lines[mark.start_mark.line] = line[:start] + value + line[end:]
        else:
            lines = _insert(lines, fields["id"], node, value)
        changed = "".join(lines)
        parse_sources(changed, name)
        return changed
    raise BadSources(f"{name}: no source has the id '{source_id}'")


def _source_nodes(text: str) -> list[yaml.MappingNode]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if isinstance(root, yaml.MappingNode):
        root = next(value for key, value in root.value if key.value == "sources")
    assert isinstance(root, yaml.SequenceNode)
    return [node for node in root.value if isinstance(node, yaml.MappingNode)]


def _insert(
    lines: list[str], identifier: tuple[yaml.Node, yaml.Node], node: yaml.MappingNode, value: str
) -> list[str]:
    """Return ``lines`` with ``enabled`` put behind the id, in the style of the source."""
    key, content = identifier
    number = content.end_mark.line
    if node.flow_style:
        column = content.end_mark.column
        line = lines[number]
        lines[number] = f"{line[:column]}, enabled: {value}{line[column:]}"
        return lines
    indent = " " * key.start_mark.column
    if not lines[number].endswith("\n"):
        lines[number] += "\n"
    return [*lines[: number + 1], f"{indent}enabled: {value}\n", *lines[number + 1 :]]
