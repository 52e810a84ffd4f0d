"""The text that a reader sees of markup, whatever the markup is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.clean import clean_html

PIECES = (
    "<![", "<!", "<!D", "<!--", "-->", "]]>", "]>", "CDATA[", "if ", "endif", "temp[", "foo[", "[",
    '"', "'", "=", "<", "</", ">", "<?", "<p", "<script>", "<textarea>", "<plaintext>", "&", "&#",
    "&#x110000;", "خبر", "\ud83d", "\x00", "\n", "-",
)  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>قال <![foo[نعم]]></p>", "قال <![foo[نعم]]>"),
        ('قال <!["نعم"', 'قال <!["نعم"'),
        ("<!خبر عاجل!> قال", "<!خبر عاجل!> قال"),
        ("<![if !vml]>قال<![endif]>", "قال"),
        ("<!--[if mso]>x<![endif]-->قال", "قال"),
        ("قال<![CDATA[x]]>", "قال"),
    ],
)
def test_sections_are_only_those_that_have_a_name_of_one(markup: str, text: str) -> None:
    assert clean_html(markup) == text


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_markup_has_a_text(markup: str) -> None:
    assert not {"\x00", "\ud83d"} & set(clean_html(markup))
