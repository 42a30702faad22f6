"""Backups: one archive of everything, made while Frontline runs, and brought back into an empty place.

A plain tar file, in this order:

    database.dump           pg_dump's custom format, of one snapshot
    attachments/ab/ab12...  each file that the database names, under the SHA-256 of its content
    secret-key              the workspace's key: without it sessions, links and stored passwords are lost
    manifest.json           last, so that an archive that has it is whole: versions, counts, sizes, SHA-256

The database first, the attachments after it: these are named by their content and only ever added, so all that the
dump names are there. Whoever has the archive has everything, the key too: it is readable by its owner only.
"""
