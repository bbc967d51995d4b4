"""The instances of Cordeau, Furini and Ljubic (EJOR 275, 2019), by their recipe.

Sites and customers uniform in a square of side 30, x then y, sites first; then costs, then demands 1 to 100; all from
the C library's rand() after srand(seed), six decimals."""
import ctypes
import pathlib
import subprocess
import sys

import numpy as np

SIDE = 30
GREATEST = 2147483647.0


def points(sites, customers, seed):
    library = ctypes.CDLL("libc.so.6")
    library.srand(seed)
    draw = library.rand
    places = np.fromiter((draw() for _ in range(2 * (sites + customers))), np.float64, 2 * (sites + customers))
    places = np.round(places.reshape(-1, 2) / GREATEST * SIDE, 6)
    for _ in range(sites):
        draw()
    demand = np.fromiter((draw() % 100 + 1 for _ in range(customers)), np.int64, customers)
    return places[:sites], places[sites:], demand


def files(folder, sites, customers, seed):
    """The instance as the authors' text file and as arrays for peers that would be slow to parse it."""
    stem = folder / f"cordeau_{sites}_{customers}_{seed}"
    text, arrays = stem.with_suffix(".dat"), stem.with_suffix(".npz")
    if not (text.exists() and arrays.exists()):
        # In a process of its own: a child's peak memory starts from its parent's, and the harness reports it.
        subprocess.run([sys.executable, "-m", "instances.cordeau", folder, str(sites), str(customers), str(seed)],
                       check=True)
    return text, arrays


def write(folder, sites, customers, seed):
    stem = folder / f"cordeau_{sites}_{customers}_{seed}"
    text, arrays = stem.with_suffix(".dat"), stem.with_suffix(".npz")
    where, places, demand = points(sites, customers, seed)
    np.savez(arrays, sites=where, customers=places, demand=demand)
    partial = text.with_suffix(".part")
    with open(partial, "w") as out:
        out.write(f"{sites}\t{customers}\t\n")
        for number, (x, y) in enumerate(where.tolist()):
            out.write(f"F\t{number}\t{x:.6f}\t{y:.6f}\t1\n")
        for number, ((x, y), amount) in enumerate(zip(places.tolist(), demand.tolist())):
            out.write(f"C\t{number}\t{x:.6f}\t{y:.6f}\t{amount}\n")
    partial.rename(text)


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), *map(int, sys.argv[2:5]))
