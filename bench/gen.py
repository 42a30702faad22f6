#!/usr/bin/env python3
"""Deterministic synthetic help desk data (stdlib only, seeded).

    import gen
    gen.agents(), gen.customers(), gen.CATEGORIES
    gen.ticket(i)         i = 0..N-1; ticket i never depends on N, so the first
                          10,000 tickets of stage B are exactly stage A
    gen.mails(n_existing, tag, count=500)   raw RFC 822 messages

Command line:
    gen.py stats 10000            document frequencies + chosen query words
    gen.py jsonl 10000 > x.jsonl  one ticket per line
"""

import bisect, datetime as dt, itertools, json, random, sys

SEED = 20261121
N_CUSTOMERS = 20_000
END = dt.datetime(2026, 11, 15, 12, 0, 0, tzinfo=dt.timezone.utc)
SPAN_DAYS = 730
N_TOTAL = 200_000  # only used to spread creation times over SPAN_DAYS

FUNCTION_WORDS = """the to and a of i is in it for you my that we on this have not with
please are be was can but when from as at has your our an will if so do am me just been after
any would there which all no what now still how or could also they get them than only where
since did were up out about some then other more again over same into both who had because
us before too these until while here why does""".split()
DOMAIN_WORDS = """account order invoice payment password login email error page customer
support issue problem update user app website refund delivery address card number name
message screen button browser file download upload install version license subscription
plan cancel charge billing bank transfer receipt date time day week month phone call mobile
server network connection slow crash freeze reset link expired code verify verification
security access permission admin role team member invite project report export import data
sync backup restore delete remove add change edit save open close send receive reply forward
attachment image photo document pdf spreadsheet calendar notification alert setting option
menu dashboard profile language currency price discount coupon voucher gift return exchange
broken damaged missing wrong late delayed lost package parcel courier tracking warehouse
stock item product size colour model serial warranty repair replace part device printer
laptop monitor keyboard cable battery charger adapter router modem wifi signal bluetooth
driver firmware software hardware windows linux android chrome firefox safari plugin
extension cache cookie history tab window popup form field required invalid format limit
quota storage disk space memory cpu usage traffic domain certificate dns host hosting
database query table record column row index search filter sort list view detail summary
total amount tax vat country city street zip company department manager office contract
agreement policy terms privacy request ticket case status priority urgent normal low high
resolved pending waiting hold assigned owner agent queue category tag comment note internal
public private shared group folder archive trash spam inbox outbox draft template signature
signup register trial upgrade downgrade renew renewal expire activate deactivate enable
disable block unblock allow deny approve reject confirm decline accept thanks thank hello
hi regards best kind sorry appreciate help question answer solution workaround step steps
guide manual instruction example attached following above below first second third last
next previous today yesterday tomorrow morning evening immediately soon already never always
sometimes often twice several many few every each another""".split()

VOCAB_SIZE = 60_000
ZIPF_S, ZIPF_Q = 1.05, 2.7


def _vocab():
    r = random.Random(SEED)
    on = [
        "b",
        "br",
        "c",
        "ch",
        "cl",
        "cr",
        "d",
        "dr",
        "f",
        "fl",
        "fr",
        "g",
        "gl",
        "gr",
        "h",
        "j",
        "k",
        "kl",
        "l",
        "m",
        "n",
        "p",
        "pl",
        "pr",
        "qu",
        "r",
        "s",
        "sc",
        "sh",
        "sk",
        "sl",
        "sm",
        "sn",
        "sp",
        "st",
        "str",
        "t",
        "th",
        "tr",
        "v",
        "w",
        "z",
    ]
    nu = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ia", "io", "oa", "oo", "ou"]
    co = ["", "", "", "b", "ck", "d", "l", "m", "n", "nd", "nt", "p", "r", "rk", "rm", "st", "t", "x"]
    words = list(dict.fromkeys(FUNCTION_WORDS + DOMAIN_WORDS))
    seen = set(words) | {"viagra"}
    while len(words) < VOCAB_SIZE:
        w = "".join(
            r.choice(on) + r.choice(nu) + (r.choice(co) if j else "")
            for j in range(r.choice((2, 2, 3, 3, 3, 4)))
        )
        # no plural / verb endings, so that stemmers leave the pseudo-words alone
        if (
            5 <= len(w) <= 12
            and w not in seen
            and not w.endswith(("s", "ed", "ing", "ly", "y", "e", "er", "al"))
        ):
            seen.add(w)
            words.append(w)
    return words


VOCAB = _vocab()
CUM = list(itertools.accumulate(1.0 / (k + 1 + ZIPF_Q) ** ZIPF_S for k in range(VOCAB_SIZE)))
_TOT = CUM[-1]
# titles draw from content words only (no function words)
_NF = len(dict.fromkeys(FUNCTION_WORDS))
FIRST = """Anna Ben Carla David Elena Farid Grace Hugo Ines Jonas Karin Liam Maria Nils Olga
Paul Quentin Rosa Samir Tessa Umar Vera Wim Xenia Yusuf Zoe Amélie Björn Łukasz Noémie""".split()
LAST = """Adams Becker Costa Diaz Evans Fischer Garcia Hansen Ivanov Jensen Kumar Lopez Meyer
Novak Olsen Peters Quinn Rossi Schmidt Tanaka Unger Vogel Weber Xu Young Zimmer Müller
Sørensen Dvořák Nuñez""".split()
CATEGORIES = [
    "billing",
    "orders",
    "delivery",
    "returns",
    "login",
    "bugs",
    "mobile-app",
    "website",
    "hardware",
    "network",
    "accounts",
    "licensing",
    "feature-request",
    "complaints",
    "other",
]
_CATCUM = list(itertools.accumulate(1.0 / (k + 1) ** 0.6 for k in range(15)))
_CATS = CATEGORIES


def words(r, n):
    rnd, cum, v, tot = r.random, CUM, VOCAB, _TOT
    return [v[bisect.bisect_left(cum, rnd() * tot)] for _ in range(n)]


def body(r):
    """300-900 characters of sentences in 1-4 paragraphs, then a short signature line."""
    target = r.randint(300, 880)
    out, size = [], 0
    while size < target:
        s = words(r, r.randint(5, 16))
        s[0] = s[0].capitalize()
        line = " ".join(s) + r.choice((".", ".", ".", "?", "!"))
        out.append(line)
        size += len(line) + 1
        if r.random() < 0.2:
            out.append("\n\n")
            size += 1
    t = " ".join(out).replace(" \n\n ", "\n\n").replace(" \n\n", "")
    return t[:899].rstrip()


def subject(r):
    base = _NF
    n = r.randint(4, 10)
    out = []
    while len(out) < n:
        k = bisect.bisect_left(CUM, r.random() * _TOT)
        if k >= base or r.random() < 0.25:
            out.append(VOCAB[k])
    out[0] = out[0].capitalize()
    return " ".join(out)


def agents():
    r = random.Random(SEED + 1)
    return [
        dict(
            n=k + 1,
            username=f"agent{k + 1:02d}",
            name=f"{FIRST[k]} {LAST[-k - 1]}",
            email=f"agent{k + 1:02d}@desk.example",
        )
        for k in range(12)
    ]


def customers():
    r = random.Random(SEED + 2)
    out = []
    for k in range(N_CUSTOMERS):
        f, l = r.choice(FIRST), r.choice(LAST)
        out.append(
            dict(
                n=k + 1,
                name=f"{f} {l}",
                email=f"c{k + 1:05d}@cust{k % 400:03d}.example",
                company=f"Customer Company {k % 400:03d}",
            )
        )
    return out


def ticket(i):
    """Ticket number i (0-based)."""
    r = random.Random(SEED * 1_000_003 + i)
    created = (
        END
        - dt.timedelta(days=SPAN_DAYS)
        + dt.timedelta(seconds=int((i + r.random()) * SPAN_DAYS * 86400 / N_TOTAL))
    )
    cat = bisect.bisect_left(_CATCUM, r.random() * _CATCUM[-1])
    cust = min(N_CUSTOMERS - 1, int(N_CUSTOMERS * r.random() ** 1.7))
    agent = r.randrange(12)
    x = r.random()
    status = "closed" if x < 0.85 else "open" if x < 0.93 else "pending" if x < 0.97 else "new"
    prio = r.choices((1, 2, 3, 4, 5), (3, 12, 60, 20, 5))[0]
    subj = subject(r)
    t, msgs = created, []
    for k in range(3):
        who = "agent" if k == 1 else "customer"
        if k:
            t = t + dt.timedelta(minutes=r.randint(8, 1800))
        msgs.append(
            dict(
                by=who,
                at=t,
                message_id=f"<t{i}.m{k}@cust{cust % 400:03d}.example>"
                if who == "customer"
                else f"<t{i}.m{k}@desk.example>",
                body=body(r),
            )
        )
    closed = t + dt.timedelta(minutes=r.randint(5, 6000)) if status == "closed" else None
    return dict(
        i=i,
        subject=subj,
        category=cat,
        customer=cust,
        agent=agent,
        status=status,
        priority=prio,
        created=created,
        updated=closed or t,
        closed=closed,
        messages=msgs,
        assigned=status != "new" or r.random() < 0.2,
    )


# ---------------------------------------------------------------- raw mail
def mails(n_existing, tag, to="support@desk.example", count=500, batch=0):
    """Yield (kind, target, raw_bytes): half new, a quarter replies by In-Reply-To only,
    a quarter replies by subject tag only. target = dataset index of the ticket or None.
    tag(i) -> subject tag of the peer for dataset ticket i, such as '[rt #12]'.
    About 70% text/plain, 20% multipart/alternative, 10% with a 20 kB attachment."""
    from email.message import EmailMessage
    from email.utils import format_datetime

    r = random.Random(SEED * 7 + 13 * batch + n_existing)
    cust = customers()
    for k in range(count):
        kind = "new" if k % 2 == 0 else ("irt" if k % 4 == 1 else "tag")
        m = EmailMessage()
        if kind == "new":
            target, c = None, cust[r.randrange(N_CUSTOMERS)]
            m["Subject"] = subject(r)
        else:
            target = r.randrange(n_existing)
            t = ticket(target)
            c = cust[t["customer"]]
            if kind == "irt":
                m["Subject"] = "Re: " + t["subject"]
                m["In-Reply-To"] = t["messages"][0]["message_id"]
                m["References"] = t["messages"][0]["message_id"]
            else:
                m["Subject"] = "Re: " + tag(target) + " " + t["subject"]
        m["From"] = f'"{c["name"]}" <{c["email"]}>'
        m["To"] = to
        m["Date"] = format_datetime(END + dt.timedelta(minutes=k + 1000 * batch))
        m["Message-ID"] = f"<in.{batch}.{n_existing}.{k}@{c['email'].split('@')[1]}>"
        b = body(r)
        if kind != "new":
            b += "\n\nOn Mon, Desk wrote:\n> " + body(r)[:200].replace("\n", "\n> ")
        m.set_content(b + "\n")
        x = r.random()
        if x < 0.2:
            m.add_alternative(
                "<html><body><p>" + b.replace("\n\n", "</p><p>") + "</p></body></html>", subtype="html"
            )
        elif x < 0.3:
            m.add_attachment(
                r.randbytes(20_000), maintype="application", subtype="pdf", filename=f"scan-{k}.pdf"
            )
        yield kind, target, m.as_bytes()


# ---------------------------------------------------------------- query words
MID_RANKS = (700, 760)  # two mid-frequency pseudo-words
RARE_RANK = 57002  # 'thooprai'
MID = (VOCAB[MID_RANKS[0]], VOCAB[MID_RANKS[1]])
RARE = VOCAB[RARE_RANK]
# true numbers of tickets whose subject or messages hold the word(s)
EXPECT = {10_000: dict(mid=17, rare=6), 200_000: dict(mid=242, rare=78)}


def main(a):
    if a[0] == "jsonl":
        for i in range(int(a[1])):
            print(json.dumps(ticket(i), default=lambda d: d.isoformat()))
    elif a[0] == "stats":
        import re
        from collections import Counter

        n = int(a[1])
        df, pair, first_only, chars, nm = Counter(), 0, Counter(), 0, 0
        st = Counter()
        for i in range(n):
            t = ticket(i)
            st[t["status"]] += 1
            s = set(re.findall(r"[a-z]+", t["subject"].lower()))
            for m in t["messages"]:
                s.update(re.findall(r"[a-z]+", m["body"].lower()))
                chars += len(m["body"])
                nm += 1
            df.update(s)
            pair += MID[0] in s and MID[1] in s
        print("tickets", n, "mean chars/message", chars / nm, "vocabulary seen", len(df), dict(st))
        print("mid pair", MID, [df[w] for w in MID], "both:", pair)
        for k in (20000, 30000, 40000, 50000, 55000, 59000, 59500, 59900):
            print("rank", k, VOCAB[k], df[VOCAB[k]])


if __name__ == "__main__":
    main(sys.argv[1:])
