"""Each open conversation gets its place: by its customer's tier, then by since when it waits."""

from django.db import migrations

MOST = 10_000  # rows at a time: nobody waits long for a row

FILL = """
    UPDATE inbox_conversation AS c SET
        queue_at = c.waiting_since + interval '36525 days',
        rank = CASE company.tier WHEN 'priority' THEN 0 WHEN 'subscriber' THEN 1 ELSE 2 END
    FROM people_customer AS customer LEFT JOIN people_company AS company ON company.id = customer.company_id
    WHERE customer.id = c.customer_id AND c.id BETWEEN %s AND %s AND c.queue_at IS NULL
"""


def fill(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM inbox_conversation")
        first, last = cursor.fetchone()
        for start in range(first or 1, (last or 0) + 1, MOST):
            cursor.execute(FILL, [start, start + MOST - 1])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("inbox", "0003_clocks")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
