#!/usr/bin/env python3
"""Is this recording the one that the log holds? verify_recording.py FOLDER PATH   (Python 3.8, standard library only)

FOLDER is an unpacked package, PATH a file in it. Checked: the digest of the file -> the payload that sealed it -> the
leaf of the log -> the root that the checkpoint names, for recordings as registered. Not checked:
the signature of the checkpoint, since Python's standard library has no Ed25519: see custody-log.md, section 7.
"""
import base64, hashlib, json, os, sys

def need(holds, otherwise):
    if not holds:
        raise ValueError(otherwise)

sha256 = lambda data: hashlib.sha256(data).digest()

def canonical(value):  # RFC 8785, for payloads without fractions and with keys up to U+FFFF
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def digest_of(path):
    hashing = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            hashing.update(piece)
    return hashing.hexdigest()

def root_from(node, last, value, proof):  # RFC 9162, section 2.1.3.2
    need(0 <= node <= last, "the index lies outside the tree")
    for sibling in map(base64.b64decode, proof):
        need(last > 0 and len(sibling) == 32, "the proof is too long")
        if node % 2 == 1 or node == last:
            value = sha256(b"\1" + sibling + value)
            while node % 2 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            value = sha256(b"\1" + value + sibling)
        node, last = node >> 1, last >> 1
    need(last == 0, "the proof is too short")
    return value

def verify(folder, path):
    text = open(os.path.join(folder, "data/log/checkpoint"), encoding="utf-8").read()
    origin, size, root = text.split("\n")[:3]
    digest = digest_of(os.path.join(folder, path))
    for line in open(os.path.join(folder, "data/log/entries.jsonl"), encoding="utf-8"):
        found = json.loads(line)
        entry, payload = json.loads(found["entry"]), found["payload"]
        if entry["kind"] != "recording.registered" or not payload or payload.get("sha256") != digest:
            continue
        salted = sha256(bytes.fromhex(found["salt"]) + canonical(payload)).hex()
        need(entry["digest"] == "sha256:" + salted, "the payload is not the sealed one")
        value = root_from(found["index"], int(size) - 1, sha256(b"\0" + found["entry"].encode()), found["proof"])
        need(base64.b64encode(value).decode() == root, "the entry is not in the log")
        return "%s, sealed %s, is entry %d of %s (size %s)" % (path, entry["at"], found["index"], origin, size)
    raise ValueError("no entry sealed a recording with the digest " + digest)

if __name__ == "__main__":
    try:
        print(verify(*sys.argv[1:]))
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        sys.exit("NOT PROVEN: %s" % wrong)
