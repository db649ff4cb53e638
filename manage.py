#!/usr/bin/env python
"""The command line of PMO Mandate."""

import sys

from django.core.management import execute_from_command_line

from pmo.environment import load

if __name__ == "__main__":
    load()
    execute_from_command_line(sys.argv)
