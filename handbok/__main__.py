"""`python -m handbok`: the same as the command `handbok`, also on Windows."""

import sys

from handbok.cli import main

sys.exit(main())
