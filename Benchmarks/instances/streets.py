"""The middle of the bundled city as a location problem: junctions, streets both ways, crashes as demand.

The junctions that come first in breadth-first order from the one with most crashes; each crash counts at the nearer end
of its street, and each junction counts one more, so that none is without demand. Lengths in whole decimetres."""
import base64
import collections
import csv
import json
import sys


def column(text):
    """Sources/Geography/Network/IntegerColumn.swift: differences, zigzag, groups of seven bits, base64."""
    values, last, rest, shift = [], 0, 0, 0
    for byte in base64.b64decode(text):
        rest |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            last += (rest >> 1) ^ -(rest & 1)
            values.append(last)
            rest = shift = 0
    return values


def streets(snapshot):
    """The shortest street between two junctions, and the crashes at each junction."""
    roads, crashes = snapshot["roads"], snapshot["incidents"]
    ends = list(zip(column(roads["segmentFrom"]), column(roads["segmentTo"])))
    lengths = column(roads["segmentLengthMillimetres"])
    ways = collections.defaultdict(dict)
    for (here, there), length in zip(ends, lengths):
        if here != there:
            tenths = min(max(1, round(length / 100)), ways[here].get(there, sys.maxsize))
            ways[here][there] = ways[there][here] = tenths
    demand = collections.Counter()
    for segment, offset in zip(column(crashes["segment"]), column(crashes["offsetMillimetres"])):
        demand[ends[segment][2 * offset > lengths[segment]]] += 1
    return ways, demand


def middle(ways, demand, count):
    start = max(ways, key=lambda junction: (demand[junction], -junction))
    chosen, queue = {start: 0}, collections.deque([start])
    while queue and len(chosen) < count:
        for junction in sorted(ways[queue.popleft()]):
            if junction not in chosen and len(chosen) < count:
                chosen[junction] = len(chosen)
                queue.append(junction)
    return chosen


def files(bench, count):
    """The streets' and the junctions' file; the city is read by `chengxu import`."""
    roads, nodes = (bench.instances / f"streets_{count}_{kind}.csv" for kind in ("roads", "junctions"))
    if not (roads.exists() and nodes.exists()):
        city = bench.instances / "city"
        bench.run([str(bench.program), "import", "--quiet", "--data", str(city)], 600)
        ways, demand = streets(json.loads((city / "snapshot.json").read_text()))
        write(roads, nodes, ways, demand, middle(ways, demand, count))
    return roads, nodes


def write(roads, nodes, ways, demand, chosen):
    with open(roads, "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["from", "to", "length"])
        table.writerows([chosen[here], chosen[there], length] for here in chosen
                        for there, length in sorted(ways[here].items()) if there in chosen and here < there)
    with open(nodes, "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(["node", "demand"])
        table.writerows([number, 1 + demand[junction]] for junction, number in chosen.items())
