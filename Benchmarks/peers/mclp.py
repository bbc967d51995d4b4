"""Maximal covering by peers. usage: mclp.py METHOD INSTANCE.npz RADIUS P SECONDS

METHOD: classes   cover sets by numpy, equal ones merged, then HiGHS (the strong peer)
        spopt     spopt with PuLP and HiGHS, as its documentation has it
SECONDS limits the solver alone. Prints one JSON object."""
import json
import sys
import time

import numpy as np


def cover_bits(sites, customers, radius, chunk=200_000):
    parts = []
    for start in range(0, len(customers), chunk):
        part = customers[start : start + chunk]
        square = (part[:, None, 0] - sites[None, :, 0]) ** 2 + (part[:, None, 1] - sites[None, :, 1]) ** 2
        parts.append(np.packbits(square <= radius * radius, axis=1))
    return np.concatenate(parts)


def classes(bits, demand, count):
    rows = np.ascontiguousarray(bits).view(np.dtype((np.void, bits.shape[1]))).ravel()
    unique, inverse = np.unique(rows, return_inverse=True)
    weights = np.bincount(inverse, weights=demand).astype(np.int64)
    covers = np.unpackbits(unique.view(np.uint8).reshape(len(unique), -1), axis=1)[:, :count].astype(bool)
    return covers[covers.any(1)], weights[covers.any(1)]


def by_classes(sites, customers, demand, radius, limit, seconds):
    import highspy

    covers, weights = classes(cover_bits(sites, customers, radius), demand, len(sites))
    (groups, count), inf = covers.shape, highspy.kHighsInf
    starts = np.zeros(groups + 1, np.int64)
    starts[1:] = np.cumsum(covers.sum(1) + 1)
    columns, values = np.empty(starts[-1], np.int32), np.ones(starts[-1])
    columns[starts[1:] - 1], values[starts[1:] - 1] = count + np.arange(groups), -1
    is_site = np.ones(starts[-1], bool)
    is_site[starts[1:] - 1] = False
    columns[is_site] = np.nonzero(covers)[1]
    highs, width = highspy.Highs(), count + groups
    highs.silent()
    highs.addVars(width, np.zeros(width), np.ones(width))
    highs.changeColsCost(width, np.arange(width, dtype=np.int32), np.r_[np.zeros(count), weights.astype(float)])
    integer = np.array([highspy.HighsVarType.kInteger] * count)
    highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), integer)
    highs.addRows(groups, np.zeros(groups), np.full(groups, inf), len(columns), starts[:-1].astype(np.int32), columns, values)
    highs.addRow(limit, limit, count, np.arange(count, dtype=np.int32), np.ones(count))
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    highs.setOptionValue("time_limit", seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.run()
    proven = highs.modelStatusToString(highs.getModelStatus()) == "Optimal"
    values = highs.getSolution().col_value
    return [site for site in range(count) if values and values[site] > 0.5], proven, groups


def by_spopt(sites, customers, demand, radius, limit, seconds):
    import pulp
    from spopt.locate import MCLP

    distance = np.sqrt(((customers[:, None, :] - sites[None, :, :]) ** 2).sum(-1))
    model = MCLP.from_cost_matrix(distance, demand, service_radius=radius, p_facilities=limit)
    model.solve(pulp.HiGHS(msg=False, timeLimit=seconds), results=False)
    chosen = [site for site, variable in enumerate(model.fac_vars) if variable.value() and variable.value() > 0.5]
    return chosen, pulp.LpStatus[model.problem.status] == "Optimal", None


def main():
    method, path, radius, limit, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
    data = np.load(path)
    sites, customers, demand = data["sites"], data["customers"], data["demand"]
    solve = {"classes": by_classes, "spopt": by_spopt}[method]
    begin = time.monotonic()
    chosen, says_optimal, groups = solve(sites, customers, demand, radius, limit, seconds)
    covered = np.zeros(len(customers), bool)
    for site in chosen:
        covered |= ((customers - sites[site]) ** 2).sum(1) <= radius * radius
    print(json.dumps(dict(objective=int(demand[covered].sum()), says_optimal=says_optimal, classes=groups,
                          sites=chosen, seconds=time.monotonic() - begin)))


main()
