"""Fill an empty Frontline with N generated conversations of three messages each, by COPY, as the verbs leave them.

    python -m bench.load 200000      (FRONTLINE_DATABASE_URL says where)

The words come from bench/gen.py, seeded: conversation i is the same whatever N is. Rows are what real use leaves: also
participants, dispatches, events and the search documents. Only the raw mails of the intakes are left out.
"""

import datetime as dt
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import psycopg

from bench import gen
from frontline.kernel.folding import searchable

CHUNK = 2000
DOMAIN = "desk.example"
NOT_DUE = dt.timedelta(days=36_525)  # as inbox/models/conversation.py has it, which needs settings

COLUMNS = {
    "inbox_conversation": "id subject customer_id product_id channel our_address status assignee_id waits_for_customer"
    " waiting_since queue_at snippet last_message_at created_at closed_at",
    "inbox_participant": "conversation_id address name customer_id is_copied",
    "inbox_message": "id conversation_id direction channel customer_id teammate_id is_automatic author_name"
    ' author_address subject text quoted html "to" cc message_id in_reply_to "references" placed_because'
    " authenticity at",
    "inbox_dispatch": "message_id address name is_copied state attempts due_at answer is_permanent sent_at",
    "events_event": "kind at actor_id actor_label subject_kind subject_id why data",
}


def load(url: str, count: int) -> None:
    """Fill the migrated, empty database at `url`; prints how long it took."""
    began = time.monotonic()
    with psycopg.connect(url) as db:
        _people(db)
    chunks = [(url, begin, min(begin + CHUNK, count)) for begin in range(0, count, CHUNK)]
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.imap_unordered(_chunk, chunks), 1):
            if done % max(1, len(chunks) // 20) == 0:
                print(f"  {done * CHUNK:>9,} conversations, {time.monotonic() - began:.0f} s", flush=True)
    with psycopg.connect(url, autocommit=True) as db:
        _finish(db)
    print(f"  loaded {count:,} conversations in {time.monotonic() - began:.0f} s", flush=True)


def _people(db: psycopg.Connection[Any]) -> None:
    now = dt.datetime.now(dt.UTC)
    with db.cursor() as cursor:
        cursor.execute("INSERT INTO people_workspace VALUES (1, 'Desk', true, 'within a day', false, now())")
        cursor.execute(
            "INSERT INTO email_channel_supportaddress (address, name, is_default) VALUES (%s, 'Desk', true)",
            [f"support@{DOMAIN}"],
        )
        cursor.executemany(
            "INSERT INTO people_product (id, name) VALUES (%s, %s)", list(enumerate(gen.CATEGORIES, 1))
        )
        cursor.executemany(
            "INSERT INTO people_teammate (id, password, is_superuser, email, name, role, timezone, country,"
            " signature, is_active, created_at)"
            " VALUES (%s, '!', false, %s, %s, 'support', 'UTC', '', '', true, %s)",
            [(a["n"], a["email"], a["name"], now) for a in gen.agents()],
        )
        tiers = ["priority"] * 40 + ["subscriber"] * 120 + ["community"] * 240
        cursor.executemany(
            "INSERT INTO people_company (id, name, domain, domain_is_verified, tier, created_at)"
            " VALUES (%s, %s, %s, true, %s, %s)",
            [(k + 1, f"Customer Company {k:03d}", f"cust{k:03d}.example", tiers[k], now) for k in range(400)],
        )
        customers = gen.customers()
        with cursor.copy(
            "COPY people_customer (id, name, company_id, timezone, created_at) FROM STDIN"
        ) as copy:
            for c in customers:
                copy.write_row((c["n"], c["name"], (c["n"] - 1) % 400 + 1, "", now))
        with cursor.copy(
            "COPY people_customeraddress (customer_id, kind, value, created_at) FROM STDIN"
        ) as copy:
            for c in customers:
                copy.write_row((c["n"], "email", c["email"], now))
        for table in ("product", "teammate", "company", "customer"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('people_{table}', 'id'), (SELECT max(id) FROM people_{table}))"
            )


_customers: list[dict[str, Any]] = []
_agents: list[dict[str, Any]] = []


def _chunk(work: tuple[str, int, int]) -> int:
    url, begin, end = work
    if not _customers:
        _customers.extend(gen.customers())
        _agents.extend(gen.agents())
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    words: list[tuple[int, str]] = []
    for i in range(begin, end):
        words.append(_conversation(gen.ticket(i), rows))
    with psycopg.connect(url) as db, db.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        for table, columns in COLUMNS.items():
            with cursor.copy(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN") as copy:
                for row in rows[table]:
                    copy.write_row(row)
        cursor.execute("CREATE TEMP TABLE words (number bigint, body text) ON COMMIT DROP")
        with cursor.copy("COPY words FROM STDIN") as copy:
            for word in words:
                copy.write_row(word)
        cursor.execute(
            "INSERT INTO inbox_searchdocument (conversation_id, words)"
            " SELECT number, strip(to_tsvector('english', body)) FROM words"
        )
    return end - begin


def _conversation(t: dict[str, Any], rows: dict[str, list[tuple[Any, ...]]]) -> tuple[int, str]:
    number, customer, agent = t["i"] + 1, _customers[t["customer"]], _agents[t["agent"]]
    is_closed, messages = t["status"] == "closed", t["messages"]
    waits_for_customer = t["status"] == "pending"
    last = messages[-1]
    rows["inbox_conversation"].append(
        (number, t["subject"], customer["n"], t["category"] + 1, "email", f"support@{DOMAIN}",
         "closed" if is_closed else "open", agent["n"] if t["assigned"] else None, waits_for_customer, last["at"],
         last["at"] + NOT_DUE,
         " ".join(last["body"].split())[:160], last["at"], t["created"], t["closed"])
    )  # fmt: skip
    rows["inbox_participant"].append((number, customer["email"], customer["name"], customer["n"], False))
    for k, m in enumerate(messages):
        inbound = m["by"] == "customer"
        author = customer if inbound else agent
        rows["inbox_message"].append(
            (t["i"] * 3 + k + 1, number, "in" if inbound else "out", "email", customer["n"] if inbound else None,
             None if inbound else agent["n"], False, author["name"], author["email"], t["subject"], m["body"], "", "",
             "[]", "[]", m["message_id"], messages[k - 1]["message_id"] if k else "",
             " ".join(x["message_id"] for x in messages[:k]), "A new matter: it answers nothing", "{}", m["at"])
        )  # fmt: skip
        if not inbound:
            rows["inbox_dispatch"].append(
                (t["i"] * 3 + k + 1, customer["email"], customer["name"], False, "sent", 1, m["at"], "250 ok", False,
                 m["at"])
            )  # fmt: skip
    rows["events_event"].extend(_events(t, number, customer, agent))
    text = "\n".join([t["subject"], customer["name"], customer["email"], *(m["body"] for m in messages)])
    return number, searchable(text)


def _events(
    t: dict[str, Any], number: int, customer: dict[str, Any], agent: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    def event(kind: str, at: dt.datetime, by: dict[str, Any] | None, **data: Any) -> tuple[Any, ...]:
        label = by["name"] if by else customer["name"]
        return (kind, at, by["n"] if by else None, label, "conversation", number, "", json.dumps(data))

    for k, m in enumerate(t["messages"]):
        if m["by"] == "customer":
            yield event(
                "conversation.opened" if k == 0 else "message.received",
                m["at"],
                None,
                message=t["i"] * 3 + k + 1,
            )
        else:
            yield event("message.replied", m["at"], agent, message=t["i"] * 3 + k + 1)
            yield event("dispatch.sent", m["at"], None)
            if t["assigned"]:
                yield event(
                    "conversation.assigned", m["at"], agent, to=agent["name"], to_id=agent["n"], was=None
                )
    if t["closed"]:
        yield event("conversation.closed", t["closed"], agent)


# Ranks by tier, and clocks: a first reply that was kept in each conversation; one that runs where somebody waits for
# us, so that half of the queue is due in the days to come and the other half is over. All run around the clock.
_CLOCKS = """
    UPDATE inbox_conversation c
    SET rank = CASE company.tier WHEN 'priority' THEN 0 WHEN 'subscriber' THEN 1 ELSE 2 END
    FROM people_customer customer JOIN people_company company ON company.id = customer.company_id
    WHERE customer.id = c.customer_id AND c.status = 'open';
    INSERT INTO inbox_clock (conversation_id, kind, tier, target_for, warn_for, promised_for, calendar, started_at,
        worked_for, since_at, target_at, warn_at, due_at, warned_at, broken_at, stopped_at, verdict)
    SELECT id, 'first_reply', 'community', NULL, '48 h', '72 h', 'always', created_at, '1 h', NULL, NULL,
        created_at + interval '48 h', created_at + interval '72 h', NULL, NULL, created_at + interval '1 h', 'kept'
    FROM inbox_conversation;
    WITH waiting AS (
        SELECT id, now() - (id % 144) * interval '1 h' AS since FROM inbox_conversation
        WHERE status = 'open' AND NOT waits_for_customer
    ), made AS (
        INSERT INTO inbox_clock (conversation_id, kind, tier, target_for, warn_for, promised_for, calendar, started_at,
            worked_for, since_at, target_at, warn_at, due_at, warned_at, broken_at, verdict)
        SELECT id, 'next_reply', 'community', NULL, '48 h', '72 h', 'always', since, '0 h', since, NULL,
            since + interval '48 h', since + interval '72 h',
            CASE WHEN since < now() - interval '48 h' THEN since + interval '48 h' END,
            CASE WHEN since < now() - interval '72 h' THEN since + interval '72 h' END,
            CASE WHEN since < now() - interval '72 h' THEN 'broken' ELSE '' END
        FROM waiting
        RETURNING conversation_id, due_at
    )
    UPDATE inbox_conversation c SET due_at = made.due_at, queue_at = made.due_at
    FROM made WHERE made.conversation_id = c.id;
    INSERT INTO inbox_clockinterval (clock_id, from_at, until_at, is_running, worked_for, why, calendar)
    SELECT id, started_at, stopped_at, true, CASE WHEN stopped_at IS NOT NULL THEN interval '1 h' END,
        'They wait for us', 'always'
    FROM inbox_clock
"""


def _finish(db: psycopg.Connection[Any]) -> None:
    db.execute(_CLOCKS)
    for table in ("inbox_conversation", "inbox_message"):
        db.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    db.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    load(os.environ["FRONTLINE_DATABASE_URL"], int(sys.argv[1]))
