"""Kinds of events about tiers."""

CHANGED = "company.tier_changed"
"""`from` and `to` in its data; why, in a sentence."""
SET_BY_HAND = "company.tier_set_by_hand"
LET_GO = "company.tier_let_go"
ADDED = "company.added"
MATCHED = "company.matched"
TOLD = "company.facts_told"
RULES_CHANGED = "workspace.tier_rules_changed"
SYNC_FAILED = "workspace.tier_source_failed"
SYNC_WORKS = "workspace.tier_source_works_again"
UPLOADED = "workspace.tier_facts_uploaded"

WORKSPACE = ("workspace", 1)
BY_RULE = "Tier rules"


def subject(company_id: int) -> tuple[str, int]:
    return ("company", company_id)
