"""What every test shares: no window for charts, and no deadline for slow machines."""

import os
import sys

# The processes of the tests share the cores: none of them starts a thread for each core.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import matplotlib
from hypothesis import settings

# What Python compiles is kept for the processes that tests start, and for the next time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

matplotlib.use("Agg")
settings.register_profile("contactline", deadline=None)
settings.load_profile("contactline")
