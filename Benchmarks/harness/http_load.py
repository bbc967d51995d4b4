"""Sends requests over many connections, one at a time on each, and counts what came back."""
import collections
import dataclasses
import resource
import selectors
import socket
import time


@dataclasses.dataclass
class Load:
    """`late` are the milliseconds from when each request was due until its whole answer was there."""

    seconds: float
    statuses: collections.Counter
    late: list
    client_cpu: float

    @property
    def per_second(self):
        return sum(self.statuses.values()) / self.seconds

    def milliseconds(self, share):
        return sorted(self.late)[min(int(len(self.late) * share), len(self.late) - 1)] * 1000


class Link:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer, self.due = b"", None

    def send(self, request, due):
        self.socket.sendall(request)
        self.buffer, self.due = b"", due

    def answer(self):
        """The status of the answer, `None` while it is not whole."""
        part = self.socket.recv(1 << 20)
        if not part:
            raise ConnectionError("the server closed a connection")
        self.buffer += part
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        fields = head.lower()
        start = fields.index(b"content-length:") + 15
        length = int(fields[start:].split(b"\r\n", 1)[0])
        return int(head[9:12]) if len(body) >= length else None


def load(port, request, links, seconds, rate=None):
    """`request(number)` gives the bytes of each; `rate` a second in all, as fast as answers come where it is `None`."""
    chosen = selectors.DefaultSelector()
    idle = [Link(port) for _ in range(links)]
    for link in idle:
        chosen.register(link.socket, selectors.EVENT_READ, link)
    sent, statuses, late = 0, collections.Counter(), []
    usage = cpu()
    begin = time.monotonic()
    open_links = 0
    while (now := time.monotonic()) < begin + seconds or open_links:
        while idle and now < begin + seconds and (rate is None or begin + sent / rate <= now):
            idle.pop().send(request(sent), now if rate is None else begin + sent / rate)
            sent, open_links = sent + 1, open_links + 1
        for key, _ in chosen.select(0.0005 if rate else 0.1):
            status = key.data.answer()
            if status is not None:
                statuses[status] += 1
                late.append(time.monotonic() - key.data.due)
                idle.append(key.data)
                open_links -= 1
    elapsed = time.monotonic() - begin
    for link in idle:
        link.socket.close()
    return Load(elapsed, statuses, late, cpu() - usage)


class Sender:
    """Sends each request of a list once, over connections that stay open, and keeps what was refused."""

    def __init__(self, port, links):
        self.links = [Link(port) for _ in range(links)]
        self.statuses, self.late, self.refused = collections.Counter(), [], []

    def send(self, requests):
        """Returns when all are answered; in what order they reach the server is not said."""
        chosen = selectors.DefaultSelector()
        for link in self.links:
            chosen.register(link.socket, selectors.EVENT_READ, link)
        idle, waiting, underway = list(self.links), iter(requests), {}
        while True:
            while idle and (request := next(waiting, None)) is not None:
                link = idle.pop()
                underway[link] = request
                link.send(request, time.monotonic())
            if not underway:
                return
            for key, _ in chosen.select(0.1):
                status = key.data.answer()
                if status is None:
                    continue
                self.statuses[status] += 1
                self.late.append(time.monotonic() - key.data.due)
                request = underway.pop(key.data)
                if status >= 300:
                    self.refused.append((request, key.data.buffer))
                idle.append(key.data)

    def milliseconds(self, share):
        return sorted(self.late)[min(int(len(self.late) * share), len(self.late) - 1)] * 1000

    def close(self):
        for link in self.links:
            link.socket.close()


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
