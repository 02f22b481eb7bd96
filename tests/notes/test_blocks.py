from pathlib import Path

import pytest
import yaml

from notes.blocks import NO_END, NOT_CLOSED, find
from notes.model import Block, Inline

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "blocks.yaml").read_text("utf-8"))


def asked(spot):
    return spot.content.strip("\r\n") if isinstance(spot, Block) else spot.request


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_note_asks(case, newline):
    note = case["note"].replace("\n", newline)
    spots = find(note)
    assert [asked(spot) for spot in spots] == case["asks"]
    assert [spot.prefix for spot in spots if isinstance(spot, Block)] == case.get("prefix", [])
    for spot in spots:
        words = note[spot.start : spot.end]
        assert words.startswith("{{") and words.endswith("}}") if isinstance(spot, Inline) else words == ""


def test_a_block_that_is_not_closed_is_left_alone():
    [block] = find("```pilu\nask: x\n")
    assert block.fault == NOT_CLOSED
    [value] = find("a {{pilu: x\n")
    assert "not closed" in value.fault


def test_a_result_without_an_end_is_left_alone():
    note = "```pilu\nask: x\n```\n<!-- pilu:begin corpus=ab -->\n\nwords of a person\n"
    assert [spot.fault for spot in find(note)] == [NO_END]
    other = note + "\n```pilu\nask: y\n```\n<!-- pilu:begin corpus=ab -->\n\nz\n\n<!-- pilu:end -->\n"
    assert [spot.fault for spot in find(other)] == [NO_END, ""]


def test_a_block_within_a_result_means_that_an_end_was_lost():
    inner = "```pilu\nask: y\n```\n"
    note = f"```pilu\nask: x\n```\n<!-- pilu:begin corpus=ab -->\n\nold\n\n{inner}\n<!-- pilu:end -->\n"
    assert [(spot.content, spot.fault) for spot in find(note)] == [("ask: x\n", NO_END), ("ask: y\n", "")]


def test_marks_in_code_are_no_result():
    note = "```pilu\nask: x\n```\n\n```html\n<!-- pilu:begin corpus=ab -->\n<!-- pilu:end -->\n```\n"
    [block] = find(note)
    assert block.marker is None


def test_blank_lines_between_a_block_and_its_result_stay():
    note = "```pilu\nask: x\n```\n\n\n<!-- pilu:begin corpus=ab\na.txt@1:2#ff\n-->\n\nold\n\n<!-- pilu:end -->\nafter\n"
    [block] = find(note)
    assert block.body == "old"
    assert note[block.start : block.end].startswith("<!-- pilu:begin")
    assert note[block.end :] == "\nafter\n"
