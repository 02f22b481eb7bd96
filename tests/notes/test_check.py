"""What stands in a note is compared with the filings of today."""

import pytest

from notes.check import State
from tests.notes.conftest import block

HOLDERS = block("facts: type=Shareholding doc=reply")
ASKED = block("table: doc=reply caption=主要股东")


@pytest.mark.parametrize("style", ["footnotes", "inline", "cite", "none"])
def test_a_rendered_note_is_unchanged(rendered, verdicts, style):
    text = rendered(
        block("facts: type=Shareholding doc=reply", f"evidence: {style}") + ASKED + "{{pilu: 沈知屿持有多少股？}}"
    )
    assert [each.state for each in verdicts(text)] == [State.UNCHANGED] * 3


def test_a_note_that_was_never_rendered(verdicts):
    assert [each.state for each in verdicts(HOLDERS + "{{pilu: 沈知屿持有多少股？}}")] == [State.MISSING] * 2


def test_a_broken_block(rendered, verdicts):
    [verdict] = verdicts(rendered(block("facts: type=Nonsense")))
    assert (verdict.state, verdict.line) == (State.BROKEN, 1)
    assert "Nonsense" in verdict.message


def test_a_changed_figure_is_told_with_both_evidences(rendered, verdicts, edited):
    text = rendered(f"# 股东\n\n{HOLDERS}")
    other = edited("reply_2024h1.txt", ("陆闻笙\t1,880,000\t4.70%", "陆闻笙\t1,890,000\t4.73%"))
    [verdict] = verdicts(text, other)
    assert verdict.state is State.CHANGED
    assert verdict.line == 3
    assert verdict.message == "陆闻笙 1,880,000股 4.70% → 1,890,000股 4.73%"
    [was], [now] = verdict.was, verdict.now
    assert was.startswith("reply_2024h1.txt ")
    assert "“陆闻笙 1,880,000 4.70%” (now “陆闻笙 1,890,000 4.73%”)" in was
    assert "“陆闻笙 1,890,000 4.73%”" in now


def test_a_changed_inline_value(rendered, verdicts, edited):
    text = rendered("{{pilu: 沈知屿持有多少股？ | 万股}}")
    other = edited("reply_2024h1.txt", ("沈知屿\t9,600,000\t24.00%", "沈知屿\t9,700,000\t24.25%"))
    [verdict] = verdicts(text, other)
    assert (verdict.state, verdict.message) == (State.CHANGED, "960万股 → 970万股")
    assert "“沈知屿 9,600,000”" in verdict.was[0]


def test_words_that_moved_are_stale(rendered, verdicts, edited):
    text = rendered(HOLDERS)
    other = edited("reply_2024h1.txt", ("公告编号：2024-061", "公告编号：2024-0061"))
    [verdict] = verdicts(text, other)
    assert verdict.state is State.STALE
    assert "stands elsewhere" in verdict.message


def test_a_document_that_is_gone(rendered, verdicts, edited):
    text = rendered(block("facts: type=Shareholding entity=陆闻笙", "limit: 1"))
    [verdict] = verdicts(text, edited("reply_2024h1.txt", None))
    assert verdict.state in (State.STALE, State.BROKEN)
    [other] = verdicts(
        rendered(
            block(
                'sparql: SELECT ?f ?s WHERE { ?f a pl:Shareholding ; pl:shares ?s ; pl:document/pl:name "reply_2024h1.txt" }'
            )
        ),
        edited("reply_2024h1.txt", None),
    )
    assert other.state is State.STALE
    assert "the document is gone" in other.was[0]


def test_another_document_changes_nothing(rendered, verdicts, edited):
    text = rendered(HOLDERS + ASKED)
    other = edited("reduction_news.md", ("连续四个交易日大涨之后", "连续五个交易日大涨之后"))
    assert [each.state for each in verdicts(text, other)] == [State.UNCHANGED] * 2


def test_an_edited_result_is_noticed(rendered, verdicts):
    [verdict] = verdicts(rendered(HOLDERS).replace("1,880,000股", "9股"))
    assert verdict.state is State.CHANGED
    assert verdict.message == "陆闻笙 9股 → 1,880,000股"
