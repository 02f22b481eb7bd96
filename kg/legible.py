"""Words from outside, such as names of files and arguments: they need not be UTF-8."""


def legible(text: str) -> str:
    """Return a text without what is no character: bytes that Python could not make out are read as GB18030, which
    Windows writes in China.

    >>> legible("公司"), legible("公司".encode("gb18030").decode("utf-8", "surrogateescape"))
    ('公司', '公司')
    """
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        return text.encode("utf-8", "surrogateescape").decode("gb18030", "replace")
    except UnicodeEncodeError:  # half a character, which no bytes stand for
        return text.encode("utf-8", "replace").decode("utf-8")
