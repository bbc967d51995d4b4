"""What an analyst would write in an afternoon: last year's count and a kernel density of points, with numpy and scipy.

hotspots.py SNAPSHOT TRAIN_FIRST TRAIN_LAST TEST_FIRST TEST_LAST

Reads the streets and located crashes that `chengxu import` wrote, ranks streets per metre, and prints hit rates at 1, 2,
5 and 10 % of street length.
"""
import base64
import datetime
import json
import sys

import numpy as np
from scipy.spatial import cKDTree

SHARES = [0.01, 0.02, 0.05, 0.10]
BANDWIDTH = 250.0


def column(text):
    """Differences, zigzag, in groups of seven bits."""
    values, previous, rest, shift = [], 0, 0, 0
    for byte in base64.b64decode(text):
        rest |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        previous += (rest >> 1) ^ -(rest & 1)
        values.append(previous)
        rest = shift = 0
    return np.array(values)


def day(text):
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def hit_rates(score, lengths, counts):
    order = np.lexsort((np.arange(len(score)), -score / lengths))
    length, count = np.cumsum(lengths[order]), counts[order]
    caught = np.concatenate([[0], np.cumsum(count)])
    start = np.concatenate([[0], length])
    rates = {}
    for share in SHARES:
        limit = share * length[-1]
        last = int(np.searchsorted(length, limit))
        part = (limit - start[last]) / lengths[order][last]
        rates[f"{share:.2f}"] = float((caught[last] + part * count[last]) / caught[-1])
    return rates


def main():
    file, *dates = sys.argv[1:]
    train_first, train_last, test_first, test_last = map(day, dates)
    city = json.load(open(file))
    roads, crashes = city["roads"], city["incidents"]
    lengths = np.maximum(1, column(roads["segmentLengthMillimetres"]))
    points = column(roads["segmentPoints"])
    days, street = column(crashes["minutes"]) // 1440, column(crashes["segment"])
    scale = np.array([111_195 * np.cos(np.radians(-30.05)), 111_195]) / 1e7
    shape = np.c_[column(roads["shapePoints"]["longitude"]), column(roads["shapePoints"]["latitude"])] * scale
    place = np.c_[column(crashes["location"]["longitude"]), column(crashes["location"]["latitude"])] * scale
    count = lambda chosen: np.bincount(street[chosen], minlength=len(lengths)).astype(float)
    train = (days >= train_first) & (days <= train_last)
    test = count((days >= test_first) & (days <= test_last))
    year = count(train & (days > train_last - 365))
    middle = shape[np.cumsum(points) - points + (points - 1) // 2]
    places, times = np.unique(np.round(place[train]), axis=0, return_counts=True)
    tree = cKDTree(places)
    density = np.array([
        (times[near] * (1 - ((places[near] - spot) ** 2).sum(1) / BANDWIDTH**2)).sum()
        for spot, near in zip(middle, tree.query_ball_point(middle, BANDWIDTH))
    ])
    print(json.dumps({
        "incidents": int(test.sum()),
        "lastYearCount": hit_rates(year, lengths, test),
        "kernelDensity": hit_rates(density * lengths, lengths, test),
    }))


main()
