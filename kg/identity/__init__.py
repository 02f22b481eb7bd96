"""Identity across filings: who may be behind a label, as scored hypotheses that a person accepts or rejects.

`hypotheses` is a pure function of facts; `decided` applies what a person said. The log itself is kept by the workspace.
"""

from kg.identity.candidates import base_entity, hypotheses
from kg.identity.decision import IdentityDecision, Verdict, decided, standing
from kg.identity.described import is_described
from kg.identity.hypothesis import AnonymousParty, Candidate, Confidence, Known, Match
from kg.identity.quads import hypothesis_iri, identity_quads
from kg.identity.same import Same, Seen, clusters, corrected, issuer_keys, same_parties

__all__ = [
    "AnonymousParty",
    "Candidate",
    "Confidence",
    "IdentityDecision",
    "Known",
    "Match",
    "Same",
    "Seen",
    "Verdict",
    "base_entity",
    "clusters",
    "corrected",
    "decided",
    "hypotheses",
    "hypothesis_iri",
    "identity_quads",
    "is_described",
    "issuer_keys",
    "same_parties",
    "standing",
]
