#!/usr/bin/python3
"""An example of an executable connector: changes a password over a site's own interface.

One JSON object comes on standard input, one goes to standard output; src/Vault.Core/Rotations/README.md says what stands
in them. Values come in here and must go nowhere else: no argument, no environment, no file, no log. Where it is not
certain what the site has now, the answer is "unknown": the vault keeps both values and asks again.
"""

import json
import sys
import urllib.error
import urllib.request

SITE = "https://news.example.edu.cn/api"


def signs_in(login, password):
    """Whether the site lets this password in. Raises OSError where the site does not answer."""
    request = urllib.request.Request(
        SITE + "/session",
        data=json.dumps({"user": login, "password": password}).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=15):
            return True
    except urllib.error.HTTPError as error:
        if error.code in (401, 403):
            return False
        raise


def change(login, current, new):
    """Asks the site to change the password. Raises OSError where it does not answer or refuses."""
    request = urllib.request.Request(
        SITE + "/password",
        data=json.dumps({"user": login, "password": current, "next": new}).encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    with urllib.request.urlopen(request, timeout=15):
        pass


def result(login, current, new):
    # An earlier attempt may have got through.
    if signs_in(login, new):
        return "changed"
    if not signs_in(login, current):
        return "unknown"
    try:
        change(login, current, new)
    except OSError:
        pass  # What counts is what lets in now.
    if signs_in(login, new):
        return "unknown" if signs_in(login, current) else "changed"
    return "not-changed" if signs_in(login, current) else "unknown"


def main():
    asked = json.load(sys.stdin)
    if asked.get("format") != "vault-connector/1" or asked.get("action") != "change":
        return 2
    try:
        said = result(asked["login"], asked["current"], asked["next"])
    except OSError:
        said = "unknown"
    json.dump({"format": "vault-connector/1", "result": said}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
