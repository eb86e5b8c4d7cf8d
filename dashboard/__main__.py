"""`python -m dashboard PORT`: serves the installation named by the environment until it is told to stop."""

import os
import sys

from core import settings
from dashboard.server import app, options

if __name__ == "__main__":
    app(settings.load(os.environ)).run(config=options(int(sys.argv[1])))
