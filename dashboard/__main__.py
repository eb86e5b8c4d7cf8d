"""`python -m dashboard PORT`: serves the installation named by the environment until it is told to stop."""

import os
import sys

from core import settings
from dashboard.server import app, options

if __name__ == "__main__":
    found = settings.load(os.environ)
    app(found).run(config=options(found, int(sys.argv[1])))
