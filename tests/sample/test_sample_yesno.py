"""Yes or no on the sample filings: who denies, who affirms, which figure is more; what is not said is not answered."""

from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).resolve().parent / "yesno.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["q"])
def test_yes_or_no(case, ask, request):
    if "gap" in case:
        request.applymarker(pytest.mark.xfail(reason=case["gap"], strict=False))
    answer = ask(case["q"])
    value = answer["result"]["value"] if answer["status"] == "answered" else "none"
    assert value == case["is"], answer["answer"]
