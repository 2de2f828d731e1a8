"""Ways into other people's tools; each needs an extra, and says so where it is missing.

`salib`: global sensitivity analysis. `ema`: exploratory modelling. `cluster`: any executor,
such as a Dask cluster, instead of the processes of this machine.
"""
