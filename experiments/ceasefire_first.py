"""Ceasefire first or talks first: when does a ceasefire come, and how long does it hold?

The left panel waits for ceasefires as they come. The right one imposes one in every world on stated
terms that differ in their sequence alone, from a full settlement (0) to a bare truce (100).
"""

import numpy as np
import pandas as pd
from laboratory import Laboratory, laboratory
from panels import BLUE, GREY, VERMILION, lines, panels

from contactline.charts import Picture
from contactline.charts.style import house_settings
from contactline.comparison import compare
from contactline.intervals import survival, wilson
from contactline.wording import difference_sentence, flips_sentence

KEY = {"base": GREY, "us-ceasefire-first": BLUE, "talks-first": VERMILION}
TERMS = {"sequence 100": GREY, "sequence 50": BLUE, "sequence 0": VERMILION}
SEQUENCE = {}
