"""The conversation of `pilu ask` without a question, as pipes use it and as the prompt does."""

import pilu
from pilu.terminal.prompt import Conversation


def test_questions_come_through_a_pipe(filled):
    result = filled("ask", "--plain", input="A公司的销售金额是多少？\n\nB公司的销售金额是多少？\n")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


def test_commands_speak_of_the_last_answer(filled, capsys):
    with pilu.open(".pilu") as workspace:
        talk = Conversation(workspace, "zh")
        assert talk.hear(":sparql")
        assert talk.hear("A公司的销售金额是多少？")
        for command in (":sparql", ":why", ":show 1", ":show 99", ":what"):
            assert talk.hear(command)
        assert not talk.hear(":quit")
    assert "4,356.17" in capsys.readouterr().out
