#!/usr/bin/env python3
"""Naive peer of the public interface: one Python process, asyncio + sqlite3, standard library only.

    open311_server.py PORT FILE.csv.gz

GET /open311/v2/requests/ID.json and GET /open311/v2/requests.json?page_size=N from a table of the file's records. No
other arguments, no XML, no redaction: what it gives for free.
"""
import asyncio
import csv
import gzip
import json
import re
import sqlite3
import sys

import http_loop

COLUMNS = ["service_request_id", "status", "service_name", "agency_responsible", "requested_datetime",
           "expected_datetime", "updated_datetime", "address", "lat", "long"]


class Requests:
    def __init__(self, file):
        self.database = sqlite3.connect(":memory:")
        self.database.execute(f"create table request(id integer primary key, {', '.join(COLUMNS)})")
        with gzip.open(file, "rt") as text:
            rows = [(row["id"], row["status"], row["category"], row["agency"], row["opened"], row["due"],
                     row["status_time"], row["area"], row["lat"], row["lon"]) for row in csv.DictReader(text)]
        marks = ", ".join("?" * len(COLUMNS))
        self.database.executemany(f"insert into request({', '.join(COLUMNS)}) values({marks})", rows)
        self.database.execute("create index by_time on request(requested_datetime desc, id desc)")

    def found(self, condition, *values):
        rows = self.database.execute(f"select {', '.join(COLUMNS)} from request {condition}", values)
        return json.dumps([dict(zip(COLUMNS, row)) for row in rows])

    async def answer(self, request, _, __):
        path = request.split(" ")[1]
        if one := re.search(r"/requests/(\d+)\.json", path):
            return 200, self.found("where id = ?", int(one.group(1)))
        size = int(re.search(r"page_size=(\d+)", path).group(1))
        return 200, self.found("order by requested_datetime desc, id desc limit ?", size)


async def main():
    requests = Requests(sys.argv[2])
    server = await http_loop.serve(int(sys.argv[1]), requests.answer)
    print("ready", flush=True)
    await server.serve_forever()


asyncio.run(main())
