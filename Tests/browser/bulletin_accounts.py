# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_bulletin.py: a writer, a reviewer, a leader; writes them as JSON.

    python3 Tests/browser/bulletin_accounts.py CHENGXU DATA >accounts.json
"""

import json
import random
import subprocess
import sys

ROLES = {"writer": "bulletinWriter", "reviewer": "bulletinWriter", "leader": "brigadeLeader"}


def main():
    chengxu, data = sys.argv[1:]
    accounts = {}
    for who, role in ROLES.items():
        answer = subprocess.check_output([
            chengxu, "user", "add", f"{who}.{random.randrange(10**6)}", "--role", role, "--data", data,
            "--format", "json"])
        accounts[who] = json.loads(answer)
    json.dump(accounts, sys.stdout)


if __name__ == "__main__":
    main()
