"""`python -m ui` is `refdesk`."""

from ui.cli import main

main(prog_name="refdesk")
