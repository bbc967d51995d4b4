"""The requests of a campaign, made from a seed and a published roster: who signs in and out where, which vehicle goes out, what
is seen on the street. Made up, all of it; only the totals are those of a real one."""
import collections
import dataclasses
import datetime
import json
import random

DAY = datetime.timedelta(days=1)
# Two thirds of how long a phone may have been without a network: whatever happened is sent within that time.
STEP = datetime.timedelta(hours=8)
MORNING = datetime.time(7)


@dataclasses.dataclass
class Shift:
    """`stays` are the tasks that are attended: half the time of those that start on one date, at least."""

    duty: int
    officer: int
    vehicle: bool
    start: datetime.datetime
    end: datetime.datetime
    stays: list


@dataclasses.dataclass
class Call:
    """`phase` orders what is sent at one time: people come, then cars go out, then people see something, then go."""

    at: datetime.datetime
    phase: int
    officer: int
    path: str
    body: dict


class Campaign:
    def __init__(self, roster, staff, first, days, seed):
        self.pick = random.Random(seed)
        self.sworn = {each["id"] for each in staff if each["status"] == "sworn"}
        self.first, self.last = first, first + (days - 1) * DAY
        self.shifts = [shift for duty in roster["duties"] if (shift := self.shift(duty))]

    def shift(self, duty):
        start, end = moment(duty["interval"]["start"]), moment(duty["interval"]["end"])
        if not self.first <= start.date() <= self.last:
            return None
        by_date = collections.defaultdict(list)
        for number, task in enumerate(duty["tasks"]):
            if task.get("place"):
                stay = (number, moment(task["interval"]["start"]), moment(task["interval"]["end"]))
                by_date[stay[1].date()].append(stay)
        if not by_date:
            return None
        # A shift over midnight is counted where its longer half lies, and only there.
        stays = max(by_date.values(), key=lambda each: sum((end - start).total_seconds() for _, start, end in each))
        wanted = sum((end - start).total_seconds() for _, start, end in stays) / 2
        attended, sum_attended = [], 0.0
        for number, begin, until in sorted(stays, key=lambda each: each[1] - each[2]):
            arrival = begin + datetime.timedelta(seconds=self.pick.randrange(0, 240))
            attended.append((number, arrival, until))
            sum_attended += (until - arrival).total_seconds()
            if sum_attended >= wanted:
                return Shift(duty["id"], duty["officer"], bool(duty.get("vehicle")), start, end, attended)
        return None

    def choose(self, people, vehicles):
        """So many shifts, so many of them with a vehicle that goes out; by as few officers as that takes."""
        driven = self.pick.sample([each for each in self.shifts if each.vehicle], vehicles)
        drivers = {each.officer for each in driven}
        others = [each for each in self.shifts if not each.vehicle]
        self.pick.shuffle(others)
        others.sort(key=lambda each: each.officer not in drivers)
        self.chosen = driven + others[:people - vehicles]
        if len(self.chosen) != people:
            raise SystemExit(f"bench: the roster has {len(self.chosen)} of {people} shifts")
        return {each.officer for each in self.chosen}

    def calls(self, places, codes, interventions):
        """`places` gives latitude and longitude of a stay by duty and task."""
        for shift in self.chosen:
            for task, arrival, end in shift.stays:
                latitude, longitude = places[shift.duty, task]
                stay = {"duty": shift.duty, "task": task}
                fixes = [{"latitude": latitude, "longitude": longitude, "accuracy": 8, "at": at}
                         for at in (arrival - datetime.timedelta(seconds=5), arrival)]
                yield Call(arrival, 0, shift.officer, "/api/duty/check-ins", {**stay, "fixes": fixes})
                yield Call(end, 3, shift.officer, "/api/duty/steps", {**stay, "step": "finish"})
            if shift.vehicle:
                stay = {"duty": shift.duty, "task": shift.stays[0][0]}
                out, back = self.trip(shift)
                yield Call(out, 1, shift.officer, "/api/duty/steps", {**stay, "step": "takeVehicle"})
                yield Call(back, 4, shift.officer, "/api/duty/steps", {**stay, "step": "returnVehicle"})
        for number in range(interventions):
            shift = self.chosen[number % len(self.chosen)]
            task, arrival, end = self.pick.choice(shift.stays)
            latitude, longitude = places[shift.duty, task]
            # A warning is a decision, which no auxiliary may take.
            is_warning = shift.officer in self.sworn and self.pick.random() < 0.07
            yield Call(arrival + (end - arrival) * self.pick.random(), 2, shift.officer, "/api/violations", {
                "code": self.pick.choice(codes), "intervention": "verbalWarning" if is_warning else "dissuasion",
                "latitude": latitude + self.pick.uniform(-4e-4, 4e-4),
                "longitude": longitude + self.pick.uniform(-4e-4, 4e-4)})

    def trip(self, shift):
        """More than half of the shift: from the stay that says so, or the shift's own start, to its end."""
        arrival = shift.stays[0][1]
        middle = shift.start + (shift.end - shift.start) * 0.4
        minutes = datetime.timedelta(minutes=self.pick.randrange(1, 20))
        return min(arrival, middle), shift.end - minutes

    def batches(self, calls):
        """The calls by when they are sent, and in order of their phase; each moment is at most `STEP` after what it sends."""
        start = datetime.datetime.combine(self.first, MORNING)
        batches = collections.defaultdict(lambda: collections.defaultdict(list))
        for call in calls:
            steps = max(0, -((call.at - start) // -STEP))
            batches[start + steps * STEP][call.phase].append(call)
        return [(at, [phases[phase] for phase in sorted(phases)]) for at, phases in sorted(batches.items())]


def moment(text):
    return datetime.datetime.fromisoformat(text)


def milliseconds(at, minutes_east):
    """Of a civil time, since 1970."""
    seconds = (at - datetime.datetime(1970, 1, 1)).total_seconds() - minutes_east * 60
    return int(seconds * 1000)


def encoded(call, headers, key, minutes_east):
    """The request's bytes."""
    def plain(value):
        return milliseconds(value, minutes_east)
    body = json.dumps({**call.body, "at": call.at}, default=plain).encode()
    return (f"POST {call.path} HTTP/1.1\r\nhost: bench\r\n{headers}idempotency-key: {key}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n").encode() + body
