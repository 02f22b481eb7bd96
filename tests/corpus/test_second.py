"""What two processes of ours send each other arrives whole or not at all."""

import io

from corpus import second


def test_a_message_cut_short_is_none():
    stream = io.BytesIO()
    second.write_message(stream, b"page")
    for cut in range(len(stream.getvalue())):
        assert second.read_message(io.BytesIO(stream.getvalue()[:cut])) == b""
    assert second.read_message(io.BytesIO(stream.getvalue())) == b"page"
