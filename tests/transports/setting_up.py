"""A teammate's own webhook and browser, given as they would give them."""

from frontline.people.models import Teammate
from frontline.transports.push import keys
from frontline.transports.push.models import Browser
from frontline.transports.push.subscribing import subscribe
from frontline.transports.webhook.addressing import address
from frontline.transports.webhook.models import Webhook
from frontline.transports.webhook.signing import secret_of
from tests.peers.push_service import PlayedBrowser, PushService
from tests.peers.webhook_receiver import WebhookReceiver


def give_webhook(receiver: WebhookReceiver, teammate: Teammate, url: str = "") -> None:
    """The receiver learns the secret from the page, as a person would copy it."""
    address(teammate, url or receiver.url, by=teammate)
    receiver.secret = secret_of(Webhook.objects.get(teammate=teammate).salt)


def give_browser(service: PushService, teammate: Teammate) -> PlayedBrowser:
    """Real services are HTTPS, which subscribing insists on; the played one is not."""
    service.public_key = keys.public_key()
    browser = service.subscribe()
    there = browser.endpoint.replace("http:", "https:")
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    subscribe(teammate, endpoint=there, p256dh=browser.p256dh, auth=browser.auth, agent=agent, by=teammate)
    Browser.objects.filter(endpoint=there).update(endpoint=browser.endpoint)
    return browser
