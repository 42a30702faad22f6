"""A new database is founded in one step, from what the migrations make of an empty one, written down in schema.sql.

Each of the hundred migrations alone is quick, but Django puts together all the models for each of them: ten seconds,
for a database that holds nothing. The migrations stay what counts: schema.sql is written from them (`make schema`), a
test holds the two together, and whatever it does not have yet, Django applies after it.
"""
