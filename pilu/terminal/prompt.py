"""The prompt of `pilu ask` without a question: history, names completed by Tab, follow-ups, and a few commands.

`:sparql` shows the query of the last answer, `:why` the readings tried, `:show N` the words around citation N, `:quit`
ends. With `--plain` questions are read line by line from standard input, for pipes.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from kg.answer import Answer
from kg.errors import QuestionError
from pilu.terminal import answers
from pilu.terminal.streams import put, say
from pilu.workspace import Workspace

AROUND = 200  # characters shown on either side of a citation
COMMANDS = (":sparql", ":why", ":show", ":help", ":quit")
HELP = {
    "zh": ":sparql 查询语句　:why 各种解读　:show N 第N条引文的上下文　:quit 退出；可追问：那2022年呢？",
    "en": ":sparql the query  :why the readings  :show N words around citation N  :quit end; follow up: and in 2022?",
}


class Conversation:
    """The last question and its answer, and what is said next."""

    def __init__(self, workspace: Workspace, lang: str) -> None:
        self.workspace = workspace
        self.lang = lang
        self.question = ""
        self.answer: Answer | None = None

    def hear(self, said: str, *, plain: bool = False) -> bool:
        """Take one line: a command, a question or a follow-up; return False where it ends the conversation."""
        said = said.strip()
        if said in (":quit", ":q", ":exit"):
            return False
        if said.startswith(":"):
            self._command(said)
        elif said:
            self._ask(said, plain=plain)
        return True

    def _ask(self, said: str, *, plain: bool) -> None:
        from qa.parsing.follow import follow
        from qa.parsing.parse import Context

        engine = self.workspace.engine
        try:
            question = follow(self.question, said, Context(engine.names, engine.year))
            self.answer = self.workspace.ask(question)
        except QuestionError as error:
            say(str(error))
            return
        self.question = question
        if plain:
            put(self.answer.answer)
            return
        if question != said:
            put(f"→ {question}")
        answers.show(self.workspace, self.answer, explain=False, lang=self.lang)

    def _command(self, said: str) -> None:
        name, _, rest = said.partition(" ")
        if self.answer is None or name == ":help":
            put(HELP[self.lang])
        elif name == ":sparql":
            put(self.answer.sparql or "-")
        elif name == ":why":
            for reading in self.answer.explain:
                put(f"  {reading}")
        elif name == ":show":
            put(self._around(rest))
        else:
            put(HELP[self.lang])

    def _around(self, number: str) -> str:
        assert self.answer is not None
        evidence = self.answer.evidence
        if not evidence or not number.isdecimal() or not 0 < int(number) <= len(evidence):
            return HELP[self.lang]
        main = evidence[int(number) - 1].main
        doc = evidence[int(number) - 1].doc
        before = self.workspace.library.text(doc, max(0, main.start - AROUND), main.start)
        after = self.workspace.library.text(doc, main.end, main.end + AROUND)
        return f"{before}【{main.quote}】{after}"


def converse(workspace: Workspace, *, lang: str, plain: bool = False) -> None:
    """Answer what is typed, or with `plain` each line of standard input, until it ends."""
    talk = Conversation(workspace, lang)
    for said in _piped() if plain else _typed(workspace, lang):
        if not talk.hear(said, plain=plain):
            return


def _piped() -> Iterator[str]:
    yield from sys.stdin


def _typed(workspace: Workspace, lang: str) -> Iterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory

    put(HELP[lang])
    history = FileHistory(str(workspace.folder / "history"))
    session: Any = PromptSession(history=history, completer=_completer(text for text, _ in workspace.library.names()))
    while True:
        try:
            yield session.prompt("? ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _completer(names: Iterable[str]) -> Any:
    """Complete commands at the start of a line, and names wherever two of their characters are typed."""
    from prompt_toolkit.completion import Completer, Completion

    known = sorted(set(names))

    class Names(Completer):
        def get_completions(self, document: Any, complete_event: Any) -> Iterator[Completion]:
            typed: str = document.text_before_cursor
            if typed.startswith(":"):
                yield from (Completion(c, -len(typed)) for c in COMMANDS if c.startswith(typed))
                return
            for length in range(min(8, len(typed)), 1, -1):
                found = [name for name in known if name.startswith(typed[-length:]) and name != typed[-length:]]
                if found:
                    yield from (Completion(name, -length) for name in found[:12])
                    return

    return Names()
