"""Who a letter is that nobody names: that the filings do not say, and what they do say of it."""

from collections.abc import Sequence

from kg.answer import Status
from kg.model import EntityKind
from qa.evidence.found import Found, Guess
from qa.evidence.workbench import Workbench
from qa.who.known import known_of


def unnamed(bench: Workbench, keys: Sequence[str], guesses: Sequence[Guess]) -> Found:
    """Say that no filing names a letter, whom it may be all the same, and what is known of it, each with its words."""
    zh = bench.question.told == "zh"
    entity = bench.library.entity(keys[0])
    label = entity.name if entity else keys[0]
    told = list(known_of(bench, keys))
    parts = [f"文件没有披露{label}是谁" if zh else f"The filings do not say who {label} is"]
    parts += [_maybe(bench, guess, zh=zh) for guess in guesses]
    if told:
        known = ("；" if zh else "; ").join(dict.fromkeys(each.words for each in told))
        parts.append(f"已知：{known}" if zh else f"Known of it: {known}")
    text = ("。" if zh else ". ").join(parts) + ("。" if zh else ".")
    about = tuple(dict.fromkeys(each.fact for each in told))
    return Found(Status.NOT_FOUND, reason="undisclosed", text=text, about=about, guesses=tuple(guesses))


def _maybe(bench: Workbench, guess: Guess, *, zh: bool) -> str:
    """Say whom a letter may be: a name that only hints point to, or a letter of another filing."""
    from kg.identity.wording import sure_words

    _, candidate = guess
    entity = bench.library.entity(candidate.entity.partition("@")[0])
    sure = sure_words(candidate.sure, bench.question.told)
    if entity and entity.kind is EntityKind.ANONYMOUS:
        home = all(match.left.doc == match.right.doc for match in candidate.matches)
        whose = ("" if home else "另一份文件中的") if zh else ("" if home else " of another filing")
        if candidate.confidence.value == "possible":
            return f"它可能是{whose}{candidate.name}" if zh else f"It may be {candidate.name}{whose}"
        return f"它是{whose}{candidate.name}（{sure}）" if zh else f"It is {candidate.name}{whose} ({sure})"
    if candidate.confidence.value == "possible":
        return f"可能是{candidate.name}" if zh else f"It may be {candidate.name}"
    return f"可能是{candidate.name}（{sure}）" if zh else f"It may be {candidate.name} ({sure})"
