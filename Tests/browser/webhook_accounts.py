# SPDX-License-Identifier: Apache-2.0
"""Makes the accounts of test_webhooks.py; writes them as JSON.

    python3 Tests/browser/webhook_accounts.py CHENGXU DATA >accounts.json

`exercise` is the moment that the duty clock starts with.
"""

import json
import pathlib
import sys

from duty_accounts import START, account


def main():
    chengxu, data = sys.argv[1:]
    roster = json.loads((pathlib.Path(data) / "roster.json").read_text())
    json.dump({
        "exercise": f"{roster['firstDate']}T{START}",
        "administrator": account(chengxu, data, "administrator", "administrator", None, None),
        "dispatcher": account(chengxu, data, "dispatcher", "dispatcher", None, None),
    }, sys.stdout)


if __name__ == "__main__":
    main()
