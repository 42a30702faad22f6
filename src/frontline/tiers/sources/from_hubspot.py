"""Companies and deals, by HubSpot's own client, through our own door. Imported only where HubSpot is asked.

https://developers.hubspot.com/docs/api-reference/crm-companies-v3, .../crm-deals-v3, .../crm-pipelines-v3
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from hubspot import Client

from frontline.kernel import http
from frontline.tiers.keeping import DEAL, AccountRead, AgreementRead
from frontline.tiers.mail_providers import own_domain
from frontline.tiers.sources.reading import (
    MOST_BYTES,
    WITHIN,
    KeyRefused,
    PageRead,
    SourceTrouble,
    TooMany,
    again_at,
)

PAGE = 100  # the most that HubSpot gives at once
_ALL_DAY = 3600.0  # seconds to wait when the day's requests are used up
Answer = TypeVar("Answer")


class Reply:
    """An answer in the shape in which the client's own transport gives them."""

    reason = ""

    def __init__(self, answer: http.Response) -> None:
        self.status, self.data, self._headers = answer.status, answer.body, answer.headers

    def getheaders(self) -> dict[str, str]:
        return self._headers

    def getheader(self, name: str, default: str | None = None) -> str | None:
        return self._headers.get(name.lower(), default)


class Door:
    """Stands in place of the client's transport. We only read, so it knows GET alone: anything else has no way out."""

    def __init__(self, package: Any) -> None:
        self._exceptions = package.exceptions

    def GET(  # noqa: N802  (the client's name)
        self, url: str, query_params: Any = None, headers: Mapping[str, str] | None = None, **_: Any
    ) -> Reply:
        asked = f"{url}?{urlencode(query_params)}" if query_params else url
        reply = Reply(http.send("GET", asked, headers=headers, within=WITHIN, most=MOST_BYTES, redirects=0))
        if not 200 <= reply.status <= 299:
            raise self._exceptions.ApiException(http_resp=reply)
        return reply


def _behind_our_door(package: Any, api_name: str, config: Mapping[str, Any]) -> Any:
    """One of the client's APIs. HubSpot's client asks this function for each (its `api_factory`)."""
    configuration = package.Configuration()
    configuration.host = settings.HUBSPOT_URL
    configuration.access_token = config["access_token"]
    api_client = package.ApiClient(configuration=configuration)
    api_client.rest_client = Door(package)
    return getattr(package, api_name)(api_client=api_client)


class HubSpotReader:
    """Reads all companies, and all deals with the companies they are for."""

    phases: ClassVar[Sequence[str]] = ("companies", "deals")

    def __init__(self) -> None:
        crm = Client.create(access_token=settings.HUBSPOT_TOKEN, api_factory=_behind_our_door).crm
        self._companies, self._deals = crm.companies.basic_api, crm.deals.basic_api
        self._pipelines = crm.pipelines.pipelines_api
        self._stages: dict[str, tuple[str, bool]] | None = None

    def page(self, phase: str, cursor: str) -> PageRead:
        """Companies or deals, in HubSpot's order."""
        after = {"after": cursor} if cursor else {}
        if phase == "companies":
            answer = _asked(
                lambda: self._companies.get_page(
                    limit=PAGE, properties=["name", "domain"], archived=False, **after
                )
            )
            return PageRead([_account(row) for row in answer.results], [], _next(answer))
        answer = _asked(
            lambda: self._deals.get_page(
                limit=PAGE,
                properties=["dealname", "dealstage"],
                associations=["companies"],
                archived=False,
                **after,
            )
        )
        return PageRead([], [found for row in answer.results for found in self._of_deal(row)], _next(answer))

    def _of_deal(self, row: Any) -> list[AgreementRead]:
        """The deal, once for each company that it is for."""
        given = row.properties or {}
        stage = str(given.get("dealstage") or "")
        label, is_open = self._stage(stage)
        linked = (row.associations or {}).get("companies")
        # A company may be linked twice, as one of several and as the primary one.
        companies = dict.fromkeys(str(each.id) for each in (linked.results if linked else []))
        return [
            AgreementRead(
                account=company,
                kind=DEAL,
                external_id=str(row.id),
                name=str(given.get("dealname") or ""),
                stage=label,
                is_open=is_open,
            )
            for company in companies
        ]

    def _stage(self, pk: str) -> tuple[str, bool]:
        """A stage's label, and whether a deal in it is neither won nor lost."""
        if self._stages is None:
            answer = _asked(lambda: self._pipelines.get_all("deals"))
            self._stages = {
                str(stage.id): (str(stage.label), (stage.metadata or {}).get("isClosed") != "true")
                for pipeline in answer.results
                for stage in pipeline.stages
            }
        return self._stages.get(pk, (pk, False))


def _account(row: Any) -> AccountRead:
    given = row.properties or {}
    return AccountRead(
        str(row.id), name=str(given.get("name") or ""), domain=own_domain(str(given.get("domain") or ""))
    )


def _next(answer: Any) -> str:
    following = answer.paging.next if answer.paging else None
    return str(following.after) if following and following.after else ""


def _asked(ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except http.Trouble:
        raise
    except Exception as error:
        # Each API of the client has an ApiException of its own, without a common ancestor.
        status = getattr(error, "status", None)
        if not isinstance(status, int):
            raise SourceTrouble(
                f"HubSpot answered what its own client can't read: {str(error)[:120]}"
            ) from error
        if status in {401, 403}:
            raise KeyRefused(
                f"HubSpot refuses our token ({status}). Set FRONTLINE_HUBSPOT_TOKEN to one that may read "
                "companies and deals (crm.objects.companies.read, crm.objects.deals.read), and restart."
            ) from error
        if status == 429:
            whole_day = "DAILY" in str(getattr(error, "body", ""))
            retry = (getattr(error, "headers", None) or {}).get("retry-after")
            at = again_at(retry, otherwise=_ALL_DAY if whole_day else 10.0)
            raise TooMany("HubSpot was asked too often, and answers later.", at) from error
        raise SourceTrouble(f"HubSpot answers with an error ({status}).") from error
