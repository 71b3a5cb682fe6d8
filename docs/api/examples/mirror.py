#!/usr/bin/env python3
"""Keep a copy of every document of an organisation, from its change feed.

Written from the published documentation only (docs/api/README.md and the
OpenAPI document), with nothing but Python's own library:

    UTSYN_KEY=utsyn_… python3 mirror.py http://127.0.0.1:8080 copy.json

The copy is a file. It holds how far the feed was read and every document as
`GET /documents/{id}` shows it. Stop the program whenever you like and start it
again: it goes on where it was. Without `--follow` it ends when there is
nothing new.
"""

import argparse
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

# Seconds to wait for something to happen, when following.
PATIENCE_SECONDS = 30
# How often a request is tried that failed for a passing reason.
TRIES = 8


class Utsyn:
    """The API of one installation, asked with one key."""

    def __init__(self, address, key):
        self.root = address.rstrip("/") + "/api/v1"
        self.key = key

    def get(self, path, **query):
        """The answer to a GET, or None where there is nothing (404)."""
        url = path if path.startswith("http") else self.root + path
        if query:
            url += "?" + urllib.parse.urlencode(query)
        request = urllib.request.Request(url)
        request.add_header("Authorization", "Bearer " + self.key)
        for attempt in range(TRIES):
            try:
                with urllib.request.urlopen(request, timeout=90) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as problem:
                if problem.code == 404:
                    return None
                if problem.code not in (429, 503):
                    raise SystemExit(f"{url}: {problem.read().decode()}") from None
                time.sleep(float(problem.headers.get("Retry-After", 1)))
            except OSError:
                time.sleep(2**attempt / 10)
        raise SystemExit(f"{url}: no answer after {TRIES} tries")


class Copy:
    """What is known so far, in one file."""

    def __init__(self, file):
        self.file = pathlib.Path(file)
        self.after, self.documents = 0, {}
        if self.file.exists():
            kept = json.loads(self.file.read_text())
            self.after, self.documents = kept["after"], kept["documents"]

    def keep(self):
        """Writes beside and renames, so that a cut leaves the copy before."""
        beside = self.file.with_suffix(".new")
        beside.write_text(json.dumps({"after": self.after, "documents": self.documents}))
        os.replace(beside, self.file)

    def take(self, api, page):
        """Looks up every document that a page of the feed names."""
        named = {event["document"] for event in page["items"] if event.get("document")}
        customers = {}
        for name in sorted(named):
            document = api.get(f"/documents/{name}")
            if document is None:
                # Erased, or its import was undone.
                self.documents.pop(name, None)
            else:
                self.documents[name] = document
                customers[document["customer"]["id"]] = document["customer"]
        # A customer is called what the latest document of theirs says.
        self.call("customer", customers)
        self.after = page["last_seq"]
        self.keep()

    def take_companies(self, api):
        """Companies are renamed by people, which no event tells."""
        companies = api.get("/companies")
        self.call("company", {company["id"]: company for company in companies})
        self.keep()

    def call(self, role, known):
        """Takes over what is known of these customers or companies."""
        for document in self.documents.values():
            ours = document[role]
            news = known.get(ours.get("id"), ours)
            document[role] = {field: news[field] for field in ours}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address", help="such as http://127.0.0.1:8080")
    parser.add_argument("copy", help="the file that holds the copy")
    parser.add_argument("--follow", action="store_true", help="stay and hear of what comes")
    parser.add_argument("--until", type=int, help="end when the feed was read to this place")
    asked = parser.parse_args()
    key = os.environ.get("UTSYN_KEY")
    if not key:
        sys.exit("put the API key into the environment as UTSYN_KEY")
    api, copy = Utsyn(asked.address, key), Copy(asked.copy)
    wait = PATIENCE_SECONDS if asked.follow or asked.until else 0
    while True:
        page = api.get("/changes", after=copy.after, limit=200, wait=wait)
        copy.take(api, page)
        if not page["has_more"]:
            copy.take_companies(api)
        is_reached = asked.until is not None and copy.after >= asked.until
        is_over = not page["has_more"] and not asked.follow and asked.until is None
        if is_reached or is_over:
            print(f"{len(copy.documents)} documents, up to change {copy.after}")
            return


if __name__ == "__main__":
    main()
