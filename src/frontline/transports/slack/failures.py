"""What Slack's errors mean: try later, mend the settings, or give this address up.

https://docs.slack.dev/reference/methods/chat.postMessage and users.lookupByEmail list them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from frontline.kernel.http import NotAllowed, Trouble
from frontline.notify.transport import PermanentFailure, SettingsFault, TemporaryFailure

SETTINGS = {
    "not_authed": "Slack was given no token",
    "invalid_auth": "Slack doesn't know the token",
    "account_inactive": "the token's bot or workspace was deactivated in Slack",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "missing_scope": "the app lacks a scope (it needs chat:write and users:read.email)",
    "no_permission": "the token may not do this",
    "not_allowed_token_type": "that kind of token may not do this",
    "access_denied": "the token may not do this",
    "enterprise_is_restricted": "the token may not be used in this enterprise",
    "team_access_not_granted": "the app was not let into this workspace",
    "org_login_required": "the workspace is being moved to an enterprise",
    "ekm_access_denied": "the workspace's administrators have shut off messages",
    "app_missing_action_url": "the app is not set up whole",
}
GONE = {
    "users_not_found": "Slack knows nobody by this address",
    "user_not_found": "Slack knows nobody by this address",
    "channel_not_found": "Slack has no conversation with them",
    "user_disabled": "they were deactivated in Slack",
    "user_not_visible": "the bot may not see them",
    "is_archived": "the conversation was archived",
    "cannot_dm_bot": "that is a bot",
    "messages_tab_disabled": "they don't take messages from apps",
    "not_in_channel": "the bot is not in their conversation",
    "restricted_action": "the workspace doesn't let the bot write to them",
}
_LIMITED = {"ratelimited", "rate_limited", "rate_limit_exceeded", "message_limit_exceeded"}


@contextmanager
def translated(address: str) -> Iterator[None]:
    """Turn slack-sdk's and our door's errors into those of notify/transport.py."""
    from slack_sdk.errors import SlackClientError

    try:
        yield
    except NotAllowed as refused:  # only a wrong FRONTLINE_HTTP_ALLOWED_HOSTS or resolver leads there
        raise SettingsFault(refused.sentence) from refused
    except Trouble as trouble:
        raise TemporaryFailure(trouble.sentence) from trouble
    except SlackClientError as error:
        raise _meaning(getattr(error, "response", None), error, address) from error
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise TemporaryFailure("Slack answered nonsense.") from error


def _meaning(response: Any, error: Exception, address: str) -> Exception:
    if response is None:
        return TemporaryFailure(f"Slack answered nonsense: {str(error)[:200]}")
    data = response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error") or f"HTTP {response.status_code}")
    if response.status_code == 429 or code in _LIMITED:
        return TemporaryFailure("Slack asks us to slow down (ratelimited).", _after(response.headers))
    if code in SETTINGS:
        return SettingsFault(
            f"Slack refuses: {SETTINGS[code]} ({code}). Somebody who runs Frontline must see to it."
        )
    if code in GONE:
        return PermanentFailure(f"{address}: {GONE[code]} ({code}).")
    return TemporaryFailure(f"Slack refuses ({code}).")


def _after(headers: Any) -> timedelta | None:
    said = {str(name).lower(): value for name, value in dict(headers).items()}.get("retry-after", "")
    return timedelta(seconds=int(said)) if str(said).isascii() and str(said).isdigit() else None
