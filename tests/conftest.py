"""What every test shares: no window for charts, and no deadline for slow machines."""

import os

# The processes of the tests share the cores: none of them starts a thread for each core.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import matplotlib
from hypothesis import settings

matplotlib.use("Agg")
settings.register_profile("contactline", deadline=None)
settings.load_profile("contactline")
