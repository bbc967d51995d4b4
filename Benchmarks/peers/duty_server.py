#!/usr/bin/env python3
"""Naive peer of the duty desks: one Python process, asyncio + sqlite3 (WAL), standard library only.

    duty_server.py PORT FILE STAYS

POST /api/violations stores a report under its Idempotency-Key and answers after a durable group commit, POST /api/duty/check-ins a
sign-in likewise; GET
/api/attendance answers the board from the table. No accounts, no hash chain, no rules: what it gives for free.
"""
import asyncio
import hashlib
import json
import sqlite3
import sys
import time

import http_loop

SCHEMA = """
create table violation(id integer primary key, at real not null, body text not null);
create table sign_in(duty integer not null, task integer not null, at real not null, primary key (duty, task));
create table request(key text primary key, fingerprint text not null, answer text not null);
create table stay(id integer primary key, officer text not null, place text not null, state text not null);
"""


class Desk:
    def __init__(self, file, stays):
        self.database = sqlite3.connect(file, isolation_level=None)
        self.database.execute("pragma journal_mode=wal")
        self.database.execute("pragma synchronous=full")
        self.database.executescript(SCHEMA)
        self.database.executemany("insert into stay values(?, ?, ?, 'awaited')",
                                  [(number, f"officer {number}", f"post {number}") for number in range(stays)])
        self.waiting = []
        self.wake = asyncio.Event()

    async def report(self, path, key, body):
        done = asyncio.get_running_loop().create_future()
        self.waiting.append((path, key, body, done))
        self.wake.set()
        return await done

    async def commit_for_ever(self):
        while True:
            await self.wake.wait()
            self.wake.clear()
            await asyncio.sleep(0)
            batch, self.waiting = self.waiting, []
            self.database.execute("begin immediate")
            answers = [self.stored(path, key, body) for path, key, body, _ in batch]
            self.database.execute("commit")
            for (_, _, _, done), answer in zip(batch, answers):
                done.set_result(answer)

    def stored(self, path, key, body):
        fingerprint = hashlib.sha256(body).hexdigest()
        known = self.database.execute("select fingerprint, answer from request where key = ?", (key,)).fetchone()
        if known:
            return (201, known[1]) if known[0] == fingerprint else (422, "{}")
        report = json.loads(body)
        if path.startswith("/api/duty/check-ins"):
            self.database.execute("insert into sign_in values(?, ?, ?) on conflict do nothing",
                                  (report["duty"], report["task"], time.time()))
            answer = json.dumps({"duty": report["duty"], "task": report["task"], "state": "toVerify"})
            self.database.execute("insert into request values(?, ?, ?)", (key, fingerprint, answer))
            return 201, answer
        number = self.database.execute("insert into violation(at, body) values(?, ?)",
                                       (time.time(), json.dumps(report))).lastrowid
        answer = json.dumps({"id": number, "state": "settled", **report})
        self.database.execute("insert into request values(?, ?, ?)", (key, fingerprint, answer))
        return 201, answer

    def board(self):
        rows = self.database.execute("select id, officer, place, state from stay order by id")
        return json.dumps([dict(zip(("id", "officer", "place", "state"), row)) for row in rows])

    async def answer(self, request, fields, body):
        if request.startswith("POST"):
            return await self.report(request.split(" ")[1], fields["idempotency-key"], body)
        return 200, self.board()


async def main():
    port, file, stays = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    desk = Desk(file, stays)
    server = await http_loop.serve(port, desk.answer)
    print("ready", flush=True)
    await asyncio.gather(desk.commit_for_ever(), server.serve_forever())


asyncio.run(main())
