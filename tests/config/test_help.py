"""`frontline --help`, on every command."""

import importlib
import subprocess
import sys

import pytest
from click.testing import CliRunner

from frontline.config.cli import COMMANDS, group


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str):
    command = importlib.import_module(f"frontline.config.commands.{name}").command
    said = CliRunner().invoke(group, [name, "--help"])
    assert said.exit_code == 0
    assert f"Usage: frontline {name}" in said.output.replace("Usage: group", "Usage: frontline")
    assert command.help
    assert command.help.split()[0].istitle()


def test_help_lists_every_command_with_a_sentence():
    said = CliRunner().invoke(group, ["--help"]).output
    assert all(name in said for name in COMMANDS)


def test_help_loads_neither_django_nor_the_rooms():
    program = (
        "import sys\nfrom frontline.config.cli import group\n"
        "group.main(['--help'], standalone_mode=False)\n"
        "assert not [m for m in sys.modules if m.split('.')[0] in {'django', 'psycopg', 'uvicorn', 'procrastinate'}]"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_unknown_command_says_so():
    said = CliRunner().invoke(group, ["fly"])
    assert said.exit_code == 2
    assert "No such command 'fly'" in said.output
