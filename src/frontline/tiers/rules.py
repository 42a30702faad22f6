"""A rule: a tier, and the conditions that must all hold for it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from frontline.kernel.refusal import Invalid

MOST = 30

_LISTS = ("plans", "deals_for", "deal_stages", "domains")


@dataclass(frozen=True, slots=True)
class Rule:
    """`tier`, for a company that fits each condition given; an empty one is not asked.

    `plans` are names whose words occur in the plan's: "scale" fits `scale_monthly` and "Scale (EU)", not "autoscale".
    """

    tier: str
    plans: tuple[str, ...] = ()
    deals_for: tuple[str, ...] = ()
    """In the sales process for one of these plans: an open deal has its words in its name."""
    deal_stages: tuple[str, ...] = ()
    """Has a deal, open or not, in one of these stages."""
    at_least: Decimal | None = None
    """Pays so much a month, in one currency: amounts of different currencies are not added."""
    currency: str = ""
    """Of `at_least`; empty: whichever."""
    is_paying: bool = False
    domains: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.at_least is None and not self.is_paying and not any(getattr(self, n) for n in _LISTS)


DEFAULTS = (
    Rule("priority", plans=("Scale", "Enterprise")),
    Rule("priority", deals_for=("Scale", "Enterprise")),
    Rule("priority", at_least=Decimal(1000)),
    Rule("subscriber", is_paying=True),
)
"""Until a lead changes them. Whoever fits none is Community."""


def in_words(rule: Rule) -> str:
    """The rule's conditions as one sentence, without its tier: "Plan is Scale or Enterprise"."""
    said = []
    if rule.plans:
        said.append(f"plan is {_either(rule.plans)}")
    if rule.deals_for:
        said.append(f"in the sales process for {_either(rule.deals_for)}")
    if rule.deal_stages:
        said.append(f"a deal is in stage {_either(rule.deal_stages)}")
    if rule.at_least is not None:
        said.append(f"pays {amount(rule.at_least, rule.currency)} or more a month")
    if rule.is_paying:
        said.append("is paying")
    if rule.domains:
        said.append(f"domain is {_either(rule.domains)}")
    sentence = ", and ".join(said)
    return sentence[:1].upper() + sentence[1:]


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words that names are compared by: without case, and without what stands between them."""
    return tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


def names(text: str, name: str) -> bool:
    """Whether the words of `name` stand in `text`, together and in their order."""
    whole, part = words_of(text), words_of(name)
    return bool(part) and any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def amount(value: Decimal, currency: str) -> str:
    """An amount for people: "420 EUR", "1,000.50 USD"."""
    shown = f"{value:,.2f}".removesuffix(".00")
    return f"{shown} {currency}".strip()


def to_json(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """As they are kept."""
    return [
        {
            "tier": rule.tier,
            **{name: list(getattr(rule, name)) for name in _LISTS if getattr(rule, name)},
            **(
                {"at_least": str(rule.at_least), "currency": rule.currency}
                if rule.at_least is not None
                else {}
            ),
            **({"is_paying": True} if rule.is_paying else {}),
        }
        for rule in rules
    ]


def from_json(kept: Iterable[dict[str, Any]]) -> tuple[Rule, ...]:
    """What `to_json` gave."""
    return tuple(
        Rule(
            tier=each["tier"],
            **{name: tuple(each.get(name, ())) for name in _LISTS},
            at_least=Decimal(each["at_least"]) if "at_least" in each else None,
            currency=each.get("currency", ""),
            is_paying=bool(each.get("is_paying")),
        )
        for each in kept
    )


def placed(rule: Rule, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules with a new one where it can fit: behind those of its tier and above; on top if it is for Community."""
    ranks = ("priority", "subscriber")
    if rule.tier not in ranks:
        return (rule, *rules)
    above = ranks[: ranks.index(rule.tier) + 1]
    after = max((number + 1 for number, each in enumerate(rules) if each.tier in above), default=0)
    return (*rules[:after], rule, *rules[after:])


def checked(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules, if they can be used. Raises Invalid."""
    if len(rules) > MOST:
        raise Invalid(f"{MOST} rules are the most.")
    if any(rule.is_empty for rule in rules):
        raise Invalid("A rule needs a condition: one without would fit every company.")
    return tuple(rules)


def _either(choices: Sequence[str]) -> str:
    return " or ".join([", ".join(choices[:-1]), choices[-1]] if len(choices) > 1 else choices)
