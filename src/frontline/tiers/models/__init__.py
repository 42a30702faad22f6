from frontline.tiers.models.account import Account, Agreement, Source
from frontline.tiers.models.notice import Notice
from frontline.tiers.models.pin import Pin
from frontline.tiers.models.ruleset import RuleSet
from frontline.tiers.models.sync import Sync

__all__ = ["Account", "Agreement", "Notice", "Pin", "RuleSet", "Source", "Sync"]
