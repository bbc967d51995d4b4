"""Peer: the public shift-scheduling benchmark as one CP-SAT model (Google OR-Tools).

usage: shifts.py FILE SECONDS

Prints one JSON object; SECONDS are CPU seconds of all its threads.
"""
import json
import sys
import threading
import time

from ortools.sat.python import cp_model


class Instance:
    """One file; names as in the benchmark's own description (Curtois and Qu 2014)."""

    def __init__(self, path):
        self.shifts, self.minutes, self.forbidden = [], {}, {}
        self.staff, self.limits, self.most = [], {}, {}
        self.off, self.wanted, self.unwanted, self.cover = {}, [], [], {}
        section = None
        for line in open(path, encoding="utf-8", errors="replace"):
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            if line.startswith("SECTION_"):
                section = line
                continue
            field = line.split(",")
            if section == "SECTION_HORIZON":
                self.days = int(field[0])
            elif section == "SECTION_SHIFTS":
                self.shifts.append(field[0])
                self.minutes[field[0]] = int(field[1])
                self.forbidden[field[0]] = [name for name in field[2].split("|") if name] if len(field) > 2 else []
            elif section == "SECTION_STAFF":
                self.staff.append(field[0])
                self.most[field[0]] = {part.split("=")[0]: int(part.split("=")[1]) for part in field[1].split("|") if part}
                self.limits[field[0]] = [int(part) for part in field[2:8]]
            elif section == "SECTION_DAYS_OFF":
                self.off[field[0]] = {int(part) for part in field[1:] if part}
            elif section == "SECTION_SHIFT_ON_REQUESTS":
                self.wanted.append((field[0], int(field[1]), field[2], int(field[3])))
            elif section == "SECTION_SHIFT_OFF_REQUESTS":
                self.unwanted.append((field[0], int(field[1]), field[2], int(field[3])))
            else:
                self.cover[int(field[0]), field[1]] = tuple(int(part) for part in field[2:5])


def model_of(instance):
    model, days = cp_model.CpModel(), instance.days
    takes, works = {}, {}
    for person in instance.staff:
        add_person(model, instance, person, takes, works)
    cost, constant = [], 0
    for person, day, shift, weight in instance.wanted:
        constant += weight
        if (person, day, shift) in takes:
            cost.append(-weight * takes[person, day, shift])
    for person, day, shift, weight in instance.unwanted:
        if (person, day, shift) in takes:
            cost.append(weight * takes[person, day, shift])
    for (day, shift), (need, below, above) in instance.cover.items():
        there = [takes[person, day, shift] for person in instance.staff if (person, day, shift) in takes]
        under = model.new_int_var(0, need, "")
        over = model.new_int_var(0, max(0, len(there) - need), "")
        model.add(sum(there) + under - over == need)
        cost += [below * under, above * over]
    model.minimize(sum(cost) + constant)
    return model


def add_person(model, instance, person, takes, works):
    days = instance.days
    longest, shortest, most_row, least_row, least_free, weekends = instance.limits[person]
    open_shifts = [shift for shift in instance.shifts if instance.most[person].get(shift, days) > 0]
    for day in range(days):
        if day in instance.off.get(person, ()):
            works[person, day] = model.new_constant(0)
            continue
        literals = []
        for shift in open_shifts:
            takes[person, day, shift] = model.new_bool_var("")
            literals.append(takes[person, day, shift])
        works[person, day] = model.new_bool_var("")
        model.add_exactly_one(literals + [works[person, day].Not()])
    for day in range(days - 1):
        for shift in open_shifts:
            for later in instance.forbidden[shift]:
                if (person, day, shift) in takes and (person, day + 1, later) in takes:
                    model.add_at_most_one(takes[person, day, shift], takes[person, day + 1, later])
    for shift in open_shifts:
        most = instance.most[person].get(shift, days)
        if most < days:
            model.add(sum(takes[person, day, shift] for day in range(days) if (person, day, shift) in takes) <= most)
    minutes = sum(instance.minutes[shift] * takes[person, day, shift] for day in range(days) for shift in open_shifts
                  if (person, day, shift) in takes)
    model.add_linear_constraint(minutes, shortest, longest)
    work = [works[person, day] for day in range(days)]
    for day in range(days - most_row):
        model.add_bool_or([work[each].Not() for each in range(day, day + most_row + 1)])
    for length in range(1, least_row):
        for day in range(days - length - 1):
            model.add_bool_or(
                [work[day]] + [work[each].Not() for each in range(day + 1, day + length + 1)] + [work[day + length + 1]])
    for length in range(1, least_free):
        for day in range(days - length - 1):
            model.add_bool_or(
                [work[day].Not()] + [work[each] for each in range(day + 1, day + length + 1)]
                + [work[day + length + 1].Not()])
    worked = []
    for week in range(days // 7):
        literal = model.new_bool_var("")
        model.add_max_equality(literal, [work[7 * week + 5], work[7 * week + 6]])
        worked.append(literal)
    model.add(sum(worked) <= weekends)


def main():
    path, seconds = sys.argv[1], float(sys.argv[2])
    model = model_of(Instance(path))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    done, begin = threading.Event(), time.process_time()

    def watch():
        while not done.wait(0.25):
            if time.process_time() - begin > seconds:
                solver.stop_search()
                return

    threading.Thread(target=watch, daemon=True).start()
    status = solver.solve(model)
    done.set()
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    print(json.dumps({"status": solver.status_name(status), "objective": round(solver.objective_value) if found else None,
                      "bound": solver.best_objective_bound}))


main()
