"""Which tier a company has, and why: pure."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontline.tiers.deciding import LONGEST, decide
from frontline.tiers.facts import ByHand, Deal, Facts, Subscription
from frontline.tiers.rules import DEFAULTS, Rule, from_json, in_words, names, to_json

TODAY = date(2026, 11, 21)
SCALE = Subscription("Stripe", "scale", Decimal(420), "EUR", date(2026, 3, 1))
STARTER = Subscription("Stripe", "starter", Decimal(19), "USD", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("facts", "tier", "because"),
    [
        (Facts(), "community", "No rule fits: no subscription and no deal is known"),
        (
            Facts(subscriptions=(STARTER, SCALE)),
            "priority",
            "Stripe: plan scale since 2026-03-01, 420 EUR a month",
        ),
        (
            Facts(subscriptions=(STARTER,)),
            "subscriber",
            "Stripe: plan starter since 2025-01-01, 19 USD a month",
        ),
        (
            Facts(deals=(Deal("HubSpot", "Enterprise for Kestrel", "Contract sent", True),)),
            "priority",
            "HubSpot: deal “Enterprise for Kestrel” in stage Contract sent",
        ),
        (
            Facts(deals=(Deal("HubSpot", "Enterprise for Kestrel", "Closed lost", False),)),
            "community",
            "No rule fits. HubSpot: deal “Enterprise for Kestrel” in stage Closed lost",
        ),
        (
            Facts(subscriptions=(replace(STARTER, monthly=Decimal("1000.50")),)),
            "priority",
            "Stripe: plan starter since 2025-01-01, 1,000.50 USD a month",
        ),
        (
            Facts(subscriptions=(replace(STARTER, monthly=Decimal(600)),) * 2),
            "priority",
            "Stripe: 1,200 USD a month in 2 subscriptions",
        ),
        (
            Facts(subscriptions=(replace(STARTER, is_trial=True),)),
            "community",
            "No rule fits. Stripe: plan starter since 2025-01-01, on trial",
        ),
        (
            Facts(subscriptions=(replace(STARTER, monthly=None),)),
            "subscriber",
            "Stripe: plan starter since 2025-01-01, paid by use",
        ),
        (Facts(subscriptions=(replace(STARTER, monthly=Decimal(0)),)), "community", "No rule fits."),
    ],
)
def test_the_defaults_decide_by_plan_deal_and_amount(facts, tier, because):
    decision = decide(facts, DEFAULTS, TODAY)
    assert decision.tier == tier
    assert decision.because.startswith(because)


def test_amounts_of_different_currencies_are_not_added():
    rule = Rule("priority", at_least=Decimal(430))
    both = Facts(subscriptions=(SCALE, STARTER))
    assert decide(both, [rule], TODAY).tier == "community"
    assert decide(both, [replace(rule, at_least=Decimal(420))], TODAY).tier == "priority"
    assert decide(both, [replace(rule, at_least=Decimal(420), currency="USD")], TODAY).tier == "community"


def test_all_conditions_of_a_rule_must_hold():
    rule = Rule("priority", plans=("scale",), domains=("northwind.example",))
    fitting = Facts("northwind.example", (SCALE,))
    assert decide(fitting, [rule], TODAY).because == (
        "Stripe: plan scale since 2026-03-01, 420 EUR a month; Its domain is northwind.example"
    )
    assert decide(replace(fitting, domain="elsewhere.example"), [rule], TODAY).tier == "community"
    assert decide(replace(fitting, subscriptions=()), [rule], TODAY).tier == "community"


def test_a_stage_counts_whether_the_deal_is_open_or_not():
    won = Facts(deals=(Deal("HubSpot", "Rollout", "Closed won", False),))
    assert decide(won, [Rule("subscriber", deal_stages=("closed WON ",))], TODAY).tier == "subscriber"


def test_by_hand_holds_to_the_end_of_its_day_and_not_longer():
    facts = Facts(by_hand=ByHand("priority", TODAY, "Lena Berg", "migration week"))
    assert decide(facts, DEFAULTS, TODAY).because == "Set by Lena Berg until 2026-11-21: migration week"
    assert decide(facts, DEFAULTS, TODAY + timedelta(days=1)).tier == "community"


@pytest.mark.parametrize("plan", ["scale", "scale_monthly", "Scale (EU)", "price-SCALE-2026"])
def test_a_plan_is_named_by_its_words(plan):
    assert names(plan, "Scale")


@pytest.mark.parametrize("plan", ["autoscale", "", "scaled", "enter prise"])
def test_parts_of_words_name_nothing(plan):
    assert not names(plan, "Scale")
    assert not names(plan, "Enterprise")


def test_rules_are_said_in_words():
    assert [in_words(rule) for rule in DEFAULTS] == [
        "Plan is Scale or Enterprise",
        "In the sales process for Scale or Enterprise",
        "Pays 1,000 or more a month",
        "Is paying",
    ]


WORDS = st.sampled_from(["scale", "Scale EU", "enterprise", "starter", "pro_2026", "", "Hobby"])
AMOUNTS = st.none() | st.decimals(0, 5000, places=2)
SUBSCRIPTIONS = st.builds(
    Subscription,
    st.sampled_from(["Stripe", "CSV"]),
    WORDS,
    AMOUNTS,
    st.sampled_from(["EUR", "USD"]),
    st.none() | st.dates(date(2020, 1, 1), TODAY),
    st.booleans(),
)
STAGES = st.sampled_from(["Contract sent", "Closed won", "Closed lost", ""])
DEALS = st.builds(Deal, st.just("HubSpot"), WORDS, STAGES, st.booleans())
HANDS = st.builds(
    ByHand, st.sampled_from(["priority", "subscriber"]), st.dates(date(2026, 1, 1), date(2027, 1, 1)), WORDS
)
DOMAINS = st.sampled_from(["", "northwind.example", "elsewhere.example"])
FACTS = st.builds(
    Facts,
    DOMAINS,
    st.lists(SUBSCRIPTIONS, max_size=4).map(tuple),
    st.lists(DEALS, max_size=3).map(tuple),
    st.none() | HANDS,
)
SOME = st.lists(st.sampled_from(["Scale", "Enterprise", "pro"]), max_size=2, unique=True).map(tuple)
RULES = st.lists(
    st.builds(
        Rule,
        st.sampled_from(["priority", "subscriber", "community"]),
        SOME,
        SOME,
        st.lists(STAGES.filter(bool), max_size=2, unique=True).map(tuple),
        AMOUNTS,
        st.sampled_from(["", "EUR"]),
        st.booleans(),
        st.lists(DOMAINS.filter(bool), max_size=1).map(tuple),
    ),
    max_size=5,
)


@given(FACTS, RULES)
def test_every_decision_has_a_reason_that_an_event_can_keep(facts, rules):
    decision = decide(facts, rules, TODAY)
    assert 0 < len(decision.because) <= LONGEST
    assert decision.tier in {"priority", "subscriber", "community"}


@given(FACTS, RULES)
def test_the_first_rule_that_fits_wins_and_later_ones_change_nothing(facts, rules):
    decision = decide(facts, rules, TODAY)
    if decision.rule is None:
        assert all(decide(facts, [rule], TODAY).rule is None for rule in rules)
    else:
        assert decide(facts, rules[: decision.rule + 1], TODAY) == decision
        assert all(decide(facts, [rule], TODAY).rule is None for rule in rules[: decision.rule])


@given(FACTS, RULES, st.randoms(use_true_random=False))
def test_the_order_of_facts_means_nothing(facts, rules, chance):
    subscriptions, deals = list(facts.subscriptions), list(facts.deals)
    chance.shuffle(subscriptions)
    chance.shuffle(deals)
    shuffled = replace(facts, subscriptions=tuple(subscriptions), deals=tuple(deals))
    assert decide(shuffled, rules, TODAY) == decide(facts, rules, TODAY)


@given(FACTS, RULES, SUBSCRIPTIONS)
def test_what_a_rule_alone_grants_no_further_subscription_takes_away(facts, rules, one):
    more = replace(facts, subscriptions=(*facts.subscriptions, one))
    for rule in rules:
        if decide(facts, [rule], TODAY).rule is not None:
            assert decide(more, [rule], TODAY).rule is not None


@given(FACTS, RULES, HANDS)
def test_by_hand_comes_before_all_rules_until_its_day(facts, rules, hand):
    decision = decide(replace(facts, by_hand=hand), rules, TODAY)
    without = decide(replace(facts, by_hand=None), rules, TODAY)
    assert decision.tier == (hand.tier if hand.until_on >= TODAY else without.tier)


@given(RULES)
def test_rules_are_kept_as_they_are(rules):
    kept = [replace(rule, currency=rule.currency if rule.at_least is not None else "") for rule in rules]
    assert from_json(to_json(rules)) == tuple(kept)
