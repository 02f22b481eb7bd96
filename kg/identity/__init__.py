"""Identity across filings: who may be behind a label, as scored hypotheses that a person accepts or rejects.

`hypotheses` is a pure function of facts. What a person decides is kept by the workspace.
"""

from kg.identity.candidates import hypotheses
from kg.identity.hypothesis import AnonymousParty, Candidate, Confidence, Known, Match

__all__ = ["AnonymousParty", "Candidate", "Confidence", "Known", "Match", "hypotheses"]
