# SPDX-License-Identifier: Apache-2.0
"""Makes everything that happened to the cases of a data folder so many days older, as if time had passed.

    python3 Tests/browser/age_cases.py DATA DAYS

No server may run on the folder.
"""

import json
import os
import sqlite3
import sys

DAY = 86_400_000
# Columns of `city_case` that are moments; the last of them is the largest number where no clock runs.
MOMENTS = ["received", "opened", "due", "completed", "closed", "updated", "next_alert", "turn_due"]
NO_CLOCK = 2**63 - 1


def older(value, by):
    """Moments are the only numbers of a case that are so large."""
    if isinstance(value, dict):
        return {key: older(each, by) for key, each in value.items()}
    if isinstance(value, list):
        return [older(each, by) for each in value]
    if isinstance(value, int) and not isinstance(value, bool) and value > 1_000_000_000_000:
        return value - by
    return value


def main():
    folder, days = sys.argv[1], int(sys.argv[2])
    by = days * DAY
    with sqlite3.connect(os.path.join(folder, "live.sqlite")) as database:
        for table, key in (("city_case", "id"), ("case_event", "rowid")):
            rows = database.execute(f"SELECT {key}, body FROM {table}").fetchall()
            for number, body in rows:
                text = json.dumps(older(json.loads(body), by), ensure_ascii=False)
                database.execute(f"UPDATE {table} SET body = ? WHERE {key} = ?", (text, number))
        assert rows, "there are no cases"
        database.execute("UPDATE case_event SET instant = instant - ?", (by,))
        for column in MOMENTS:
            database.execute(
                f"UPDATE city_case SET {column} = {column} - ? WHERE {column} IS NOT NULL AND {column} < ?",
                (by, NO_CLOCK))


if __name__ == "__main__":
    main()
