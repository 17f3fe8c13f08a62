# The numbers of Formula.java.
import zlib
import numpy as np


def mix(z):
    z = z + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return z ^ z >> np.uint64(31)


def uniform(key, i):
    return (mix(np.uint64(zlib.crc32(key.encode()) << 32) + np.asarray(i, np.uint64)) >> np.uint64(40)) * 2.0**-24
