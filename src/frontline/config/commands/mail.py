"""`frontline mail`"""

import click


@click.command()
def command() -> None:
    """Start the mail server: SMTP, and LMTP if it has a port.

    It stores what arrives; workers read it (`frontline worker`). What can't be stored is answered with 451, so that
    the sender keeps it and comes again.

    \b
    Settings:
      FRONTLINE_SMTP_HOST, FRONTLINE_SMTP_PORT        where it listens (FRONTLINE_HOST, 2525)
      FRONTLINE_LMTP_PORT                             LMTP, if set
      FRONTLINE_SMTP_CERTIFICATE, FRONTLINE_SMTP_KEY  for STARTTLS
    """
    import asyncio

    from frontline.config import environment, ports, starting

    env = environment.read()
    ports.check(env.smtp_host, env.smtp_port, "FRONTLINE_SMTP_PORT")
    if env.lmtp_port is not None:
        ports.check(env.smtp_host, env.lmtp_port, "FRONTLINE_LMTP_PORT")
    starting.prepare(needs_migrations=True, patience=starting.PATIENCE)
    from frontline.config import mailing, processes
    from frontline.config.commands import telling

    said = f"Taking mail by SMTP on {env.smtp_host}, port {env.smtp_port}."
    finished = asyncio.run(
        processes.run([mailing.part()], when_ready=lambda: telling.say(said), say=telling.say)
    )
    processes.end(finished)
