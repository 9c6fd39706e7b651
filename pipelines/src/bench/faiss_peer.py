"""Searches what `dejavu bench retrieval --dump=DIR` wrote with FAISS's exact index, for comparison.

Needs Debian's python3-faiss and a fast BLAS (libopenblas0-pthread):

    /usr/bin/python3 faiss_peer.py DIR --threads=2

prints a JSON object with the fields of `dejavu bench retrieval --json`. FAISS sums in float32: of two
rows at almost the same distance it may take the wrong one, so that `identical` is false now and then.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path

CHUNK_ROWS = 65536
WARM_UP_ROWS = 4096
WARM_UP_QUERIES = 256


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("dump", type=Path, help="directory that --dump wrote")
    parser.add_argument("--index", choices=["ip", "l2"], default="ip", help="IndexFlatIP or IndexFlatL2; same order")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--k", type=int, help="neighbours; default: those of the dump")
    parser.add_argument("--repeat", type=int, default=1, help="measured searches; times are their medians")
    parser.add_argument("--warmupSeconds", type=float, default=1)
    options = parser.parse_args()
    for name in ("threads", "repeat"):
        if getattr(options, name) < 1:
            parser.error(f"--{name}={getattr(options, name)}: give a number of at least 1")
    try:
        options.shape = json.loads((options.dump / "shape.json").read_text())
    except OSError as error:
        parser.error(f"{options.dump} is no complete dump: {error}")
    options.k = options.k or options.shape["k"]
    if not 1 <= options.k <= options.shape["k"]:
        parser.error(f"--k={options.k}: the dump has {options.shape['k']} neighbours")
    return options


def set_environment(threads):
    """Before numpy and FAISS are loaded: BLAS reads it once."""
    for slowing in ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"):
        os.environ.pop(slowing, None)
    for count in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[count] = str(threads)


def loaded_blas():
    """The BLAS library in this process, where the system tells."""
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return None
    paths = {os.path.realpath(line.split()[-1]) for line in lines if "blas" in line.lower()}
    return ", ".join(sorted(paths)) or None


def measure(search, queries, repeat):
    """Wall and processor seconds of every search, and what the last one found."""
    walls, cpus, found = [], [], None
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        found = search(queries)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return walls, cpus, found


def main():
    options = arguments()
    set_environment(options.threads)
    import numpy as np
    import faiss

    shape = options.shape
    dimension, k = shape["dimension"], options.k
    blas = loaded_blas()
    if blas and "/blas/libblas" in blas:
        print("faiss_peer: this is the slow reference BLAS: install libopenblas0-pthread", file=sys.stderr)
    rows = np.memmap(options.dump / "rows.f32", "<f4", "r", shape=(shape["rows"], dimension))
    queries = np.fromfile(options.dump / "queries.f32", "<f4").reshape(shape["queries"], dimension)
    expected = np.fromfile(options.dump / "neighbours.i64", "<i8").reshape(shape["queries"], shape["k"])[:, :k]

    faiss.omp_set_num_threads(options.threads)
    kind = {"ip": faiss.IndexFlatIP, "l2": faiss.IndexFlatL2}[options.index]
    small = kind(dimension)
    small.add(np.ascontiguousarray(rows[:WARM_UP_ROWS]))
    end = time.perf_counter() + options.warmupSeconds
    while time.perf_counter() < end:
        small.search(queries[:WARM_UP_QUERIES], k)
    index = kind(dimension)
    for start in range(0, shape["rows"], CHUNK_ROWS):
        index.add(np.ascontiguousarray(rows[start : start + CHUNK_ROWS]))

    walls, cpus, found = measure(lambda some: index.search(some, k)[1], queries, options.repeat)
    wanted = int((expected >= 0).sum())
    hits = sum(len(np.intersect1d(a[a >= 0], b)) for a, b in zip(expected, found))
    wall, cpu = statistics.median(walls), statistics.median(cpus)
    result = {
        "rows": shape["rows"],
        "queries": shape["queries"],
        "dimension": dimension,
        "k": k,
        "threads": options.threads,
        "engine": f"faiss-{faiss.__version__}-flat-{options.index}",
        "blas": blas,
        "repeat": options.repeat,
        "wallSeconds": wall,
        "wallSecondsMin": min(walls),
        "cpuSeconds": cpu,
        "cpuSecondsMin": min(cpus),
        "gflops": 2 * shape["rows"] * shape["queries"] * dimension / cpu / 1e9,
        "rowsPerSecond": shape["rows"] / wall,
        "peakResidentBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "recall": hits / wanted,
        "identical": bool(np.array_equal(expected, found)),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
