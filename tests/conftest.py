"""What every test shares: no window for charts, and no deadline for slow machines."""

import matplotlib
from hypothesis import settings

matplotlib.use("Agg")
settings.register_profile("contactline", deadline=None)
settings.load_profile("contactline")
