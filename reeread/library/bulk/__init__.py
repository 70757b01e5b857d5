"""Many documents at once: batches of them go to other processes, on this machine or a cluster, and one process writes."""
