"""`python -m data` is the command line from a checkout."""

from __future__ import annotations

import sys

from data.cli import main

sys.exit(main())
