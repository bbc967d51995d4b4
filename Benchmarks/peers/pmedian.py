"""Peer: p-median of an OR-Library file by HiGHS on the model of ReVelle and Swain, one thread.

usage: pmedian.py FILE SECONDS
"""
import json
import sys

import highspy
import numpy as np


def distances(path):
    """All shortest ways; the last length of a repeated edge counts (Beasley 1985)."""
    numbers = [int(word) for word in open(path).read().split()]
    count, edges, limit = numbers[:3]
    table = np.full((count, count), np.inf)
    np.fill_diagonal(table, 0)
    for edge in range(edges):
        here, there, length = numbers[3 + 3 * edge:6 + 3 * edge]
        table[here - 1, there - 1] = table[there - 1, here - 1] = length
    for middle in range(count):
        np.minimum(table, table[:, middle, None] + table[None, middle, :], out=table)
    return table, limit


def solve(table, limit, seconds):
    """Columns: site s at s, cell c served by site s at n + c n + s."""
    n = len(table)
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    columns = n + n * n
    solver.addVars(columns, np.zeros(columns), np.ones(columns))
    solver.changeColsCost(columns, np.arange(columns, dtype=np.int32), np.r_[np.zeros(n), table.ravel()])
    solver.changeColsIntegrality(n, np.arange(n, dtype=np.int32), np.array([highspy.HighsVarType.kInteger] * n))
    pairs = np.arange(n * n, dtype=np.int32)
    ones = np.ones(n * n)
    solver.addRows(n, np.ones(n), np.ones(n), n * n, np.arange(0, n * n, n, dtype=np.int32), n + pairs, ones)
    solver.addRows(n * n, np.full(n * n, -highspy.kHighsInf), np.zeros(n * n), 2 * n * n, 2 * pairs,
                   np.c_[n + pairs, pairs % n].ravel().astype(np.int32), np.c_[ones, -ones].ravel())
    solver.addRows(1, np.array([float(limit)]), np.array([float(limit)]), n, np.zeros(1, dtype=np.int32),
                   np.arange(n, dtype=np.int32), np.ones(n))
    solver.run()
    info = solver.getInfo()
    return {"objective": round(info.objective_function_value), "bound": info.mip_dual_bound,
            "status": solver.modelStatusToString(solver.getModelStatus())}


print(json.dumps(solve(*distances(sys.argv[1]), float(sys.argv[2]))))
