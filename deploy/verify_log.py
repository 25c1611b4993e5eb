#!/usr/bin/env python3
"""Verifies a log of the credential vault without trusting the vault.

    python3 verify_log.py FILE... [--key PEM] [--checkpoint FILE]...

FILE is a log that the vault exported (credential-vault-log/1) or the vault's database file. PEM is the public key that
signs checkpoints; a checkpoint file holds checkpoints kept elsewhere: typed from paper, or the witness file. Nothing but
Python 3.9 and the program `openssl` is needed; nothing is changed, and a log of any length takes the same memory.

The formats and the codes of the verdict are specified in src/Vault.Core/Audit/README.md. The last line is the verdict:

    SOUND size=N root=BASE64           the first N entries are those under a checkpoint signed by this key
    UNSOUND code=CODE at=ENTRY         or at=-- where no single entry is wrong

With several FILEs only the verdicts are printed, one line each, in order. Exit: 0 sound, 1 unsound, 2 unreadable.
"""
import argparse
import base64
import datetime
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse

HEADER = b"credential-vault-log/1\n"
LONGEST_LINE = 16 * 1024 * 1024
LONGEST_NOTE = 64 * 1024
LARGEST_SIZE = 2**63 - 1
DEEPEST = 64
DASH = "— "
VAULT = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ORIGIN = re.compile("credential-vault/(%s)(?:/([1-9][0-9]{0,8}))?" % VAULT)
WHITE_SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
KEY_NAME = re.compile("[^%s+]+" % WHITE_SPACE)
LEAF = re.compile(rb'\{"v":1,"seq":(0|[1-9][0-9]{0,17}),"')
TEXTS = re.compile(rb'\{"seq":(0|[1-9][0-9]{0,17}),"texts":\{"')
TIME = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\\.([0-9]{3})Z")
# SubjectPublicKeyInfo of a P-256 key, up to the coordinates of its point.
P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")


class Unsound(Exception):
    """The first thing that does not hold."""

    def __init__(self, code, at=None):
        super().__init__(code)
        self.line = "UNSOUND code=%s at=%s" % (code, "--" if at is None else at)
        self.exit = 2 if code == "unreadable" else 1


# --- JSON, as RFC 8259 has it and no laxer ---------------------------------------------------------------------------


class Number(str):
    """A number as it is written."""


def parse(raw, unique=False):
    """The value of UTF-8 JSON. ValueError for anything else, lone surrogates and nesting deeper than 64 included."""
    text = raw.decode("utf-8")

    def members(pairs):
        "".join(part for pair in pairs for part in pair if isinstance(part, str)).encode("utf-8")
        found = dict(pairs)
        if unique and len(found) != len(pairs):
            raise ValueError("a member stands twice")
        return found

    def constant(_):
        raise ValueError("not a number")

    try:
        value = json.loads(
            text, parse_int=Number, parse_float=Number, parse_constant=constant, object_pairs_hook=members
        )
    except RecursionError:
        raise ValueError("nested too deep") from None
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    if text.count("{") + text.count("[") > DEEPEST and depth(text) > DEEPEST:
        raise ValueError("nested too deep")
    return value


def depth(text):
    deepest = now = 0
    for bracket in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        now += 1 if bracket in "[{" else -1
        deepest = max(deepest, now)
    return deepest


def member(parent, name):
    return parent.get(name) if isinstance(parent, dict) else None


def text_of(parent, name):
    value = member(parent, name)
    return value if type(value) is str else None


def number_of(parent, name):
    value = member(parent, name)
    return int(value) if type(value) is Number and re.fullmatch("0|[1-9][0-9]{0,17}", value) else None


def canonical_base64(text):
    """The bytes, if an encoder would write exactly this text."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return content if base64.b64encode(content).decode() == text else None


# --- The tree of RFC 6962 --------------------------------------------------------------------------------------------


class Tree:
    """Complete subtrees from left to right, each as (leaves, hash); the root joins them from the right."""

    def __init__(self):
        self.size = 0
        self.subtrees = []

    def append(self, leaf):
        """Returns the hash of the leaf and the inner nodes it completes, from the bottom up."""
        leaf_hash = node = hashlib.sha256(b"\0" + leaf).digest()
        leaves, completed = 1, b""
        while self.subtrees and self.subtrees[-1][0] == leaves:
            node = hashlib.sha256(b"\1" + self.subtrees.pop()[1] + node).digest()
            completed += node
            leaves *= 2
        self.subtrees.append((leaves, node))
        self.size += 1
        return leaf_hash, completed

    def root(self):
        if not self.subtrees:
            return hashlib.sha256(b"").digest()
        root = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            root = hashlib.sha256(b"\1" + left + root).digest()
        return root


class Log:
    """What the leaves say, taken one after another."""

    def __init__(self, wanted_sizes):
        self.tree = Tree()
        self.vault = None
        self.epochs = []  # (number, entries of the one before that were still there)
        self.wanted = wanted_sizes
        self.roots = {}
        self.remember()

    def remember(self):
        if self.tree.size in self.wanted:
            self.roots[self.tree.size] = self.tree.root()

    @property
    def epoch(self):
        return self.epochs[-1][0] if self.epochs else 1

    def take(self, leaf):
        """Returns the leaf as JSON, its hash and the nodes it completes."""
        at = self.tree.size
        beginning = LEAF.match(leaf)
        if len(leaf) > LONGEST_LINE or b"\n" in leaf or not leaf.endswith(b"}") or not beginning:
            raise Unsound("leaf", at)
        if int(beginning.group(1)) != at:
            raise Unsound("sequence", at)
        try:
            content = parse(leaf)
        except ValueError:
            raise Unsound("leaf", at) from None
        if at == 0:
            self.vault = text_of(member(content, "event"), "vault")
            if self.vault is None or not re.fullmatch(VAULT, self.vault):
                raise Unsound("leaf", at)
        if text_of(content, "kind") == "EpochOpened":
            self.open_epoch(member(content, "event"), at)
        leaf_hash, nodes = self.tree.append(leaf)
        self.remember()
        return content, leaf_hash, nodes

    def open_epoch(self, event, at):
        number, found = number_of(event, "epoch"), number_of(event, "foundSize")
        if number is None or found is None or number <= self.epoch or found > at:
            raise Unsound("epoch", at)
        self.epochs.append((number, found))

    def end_of(self, epoch):
        """The size up to which checkpoints of an epoch count; None for the present one, whose all do."""
        return next((found for number, found in self.epochs if number > epoch), None)


# --- Checkpoints and their signatures --------------------------------------------------------------------------------


class Checkpoint:
    """A signed note, c2sp.org/signed-note, whose text is a checkpoint, c2sp.org/tlog-checkpoint. Nothing verified."""

    def __init__(self, note):
        if len(note) > LONGEST_NOTE:
            raise ValueError("too long")
        note = note.decode("utf-8")
        cut = note.rfind("\n\n")
        if cut < 0 or not note.endswith("\n") or cut + 2 == len(note):
            raise ValueError("no signature")
        self.text = note[: cut + 1]
        self.signatures = [self.signature(line) for line in note[cut + 2 : -1].split("\n")]
        lines = self.text.split("\n")
        if len(lines) != 4 or not lines[0] or any(c < " " for c in self.text if c != "\n"):
            raise ValueError("not three lines")
        root = canonical_base64(lines[2])
        if not re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]) or int(lines[1]) > LARGEST_SIZE:
            raise ValueError("no size")
        if root is None or len(root) != 32:
            raise ValueError("no root")
        self.origin, self.size, self.root = lines[0], int(lines[1]), root

    @staticmethod
    def signature(line):
        parts = line[len(DASH) :].split(" ")
        if not line.startswith(DASH) or len(parts) != 2 or not KEY_NAME.fullmatch(parts[0]):
            raise ValueError("no signature")
        content = canonical_base64(parts[1])
        if content is None or len(content) <= 4:
            raise ValueError("no signature")
        return parts[0], content[:4], content[4:]


def vault_and_epoch(origin):
    match = ORIGIN.fullmatch(origin)
    if not match or match.group(2) == "1":
        return None
    return match.group(1), int(match.group(2) or 1)


class Key:
    """An ECDSA P-256 public key; openssl does the arithmetic."""

    def __init__(self, path):
        with open(path, encoding="ascii") as file:
            pem = re.search("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----", file.read())
        der = base64.b64decode(pem.group(1)) if pem else b""
        if len(der) != len(P256) + 64 or not der.startswith(P256):
            raise ValueError("not a P-256 public key")
        self.path = path
        self.id = hashlib.sha256(der).digest()[:4]
        self.verified = {}

    def signed(self, checkpoint):
        """Whether at least one signature claims to be by this key, and all that do are."""
        claimed = [s for name, key_id, s in checkpoint.signatures if name == checkpoint.origin and key_id == self.id]
        return bool(claimed) and all(self.verifies(checkpoint.text, signature) for signature in claimed)

    def verifies(self, text, signature):
        if (text, signature) not in self.verified:
            with tempfile.TemporaryDirectory() as folder:
                names = os.path.join(folder, "text"), os.path.join(folder, "signature")
                for name, content in zip(names, (text.encode("utf-8"), signature)):
                    with open(name, "wb") as file:
                        file.write(content)
                command = ["openssl", "dgst", "-sha256", "-verify", self.path, "-signature", names[1], names[0]]
                done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            self.verified[text, signature] = done.returncode == 0
        return self.verified[text, signature]


def notes_in(path):
    """The notes of a checkpoint file as (origin, bytes): from an origin to the end of the signatures under it. One that
    is followed by another origin without an empty line was cut off while it was written, and is passed over."""
    note, origin, signed = None, None, False
    for line in lines_in(path):
        begins = vault_and_epoch(line.decode("latin-1"))
        signs = line.startswith(DASH.encode())
        if signed and not signs:
            if not begins:
                yield origin, note
            note, signed = None, False
        if begins:
            note, origin, signed = b"", begins, False
        if note is not None:
            note += line + b"\n"
            signed = signed or signs
            if len(note) > LONGEST_NOTE:
                note, signed = None, False
    if signed:
        yield origin, note


def lines_in(path):
    """Lines that end, without their line feeds; of one longer than a note its beginning."""
    with open(path, "rb") as file:
        while True:
            line = file.readline(LONGEST_NOTE + 2)
            ending = line
            while ending and not ending.endswith(b"\n"):
                ending = file.readline(LONGEST_NOTE)
            if not ending:
                return
            yield line[:-1] if line.endswith(b"\n") else line


# --- The two kinds of file -------------------------------------------------------------------------------------------


def read_export(path, log, say):
    """Returns the bytes of the note at the end."""
    with open(path, "rb") as file:
        if file.readline(len(HEADER)) != HEADER:
            raise Unsound("format")
        for leaf in section(file):
            log.take(leaf)
        texts = check_texts(path, file, log.tree.size)
        say("an exported log of %d entries, each in its place" % log.tree.size)
        say("%d private texts match their commitments" % texts)
        return file.read(LONGEST_NOTE + 1)


def section(file):
    """Lines up to an empty one."""
    while True:
        line = file.readline(LONGEST_LINE + 2)
        if not line.endswith(b"\n") or len(line) > LONGEST_LINE + 1:
            raise Unsound("format")
        if line == b"\n":
            return
        yield line[:-1]


def check_texts(path, file, size):
    count, place = 0, 0
    with open(path, "rb") as again:
        again.readline()
        for line in section(file):
            beginning = TEXTS.match(line)
            if not beginning:
                raise Unsound("texts")
            at = int(beginning.group(1))
            if at < place or at >= size:
                raise Unsound("texts", at)
            while place <= at:
                leaf = again.readline()
                place += 1
            try:
                count += matching(line, json.loads(leaf))
            except ValueError:
                raise Unsound("texts", at) from None
    return count


def matching(line, leaf):
    """How many texts the line opens; ValueError if one is not what the leaf commits to."""
    content = parse(line, unique=True)
    if not line.endswith(b"}") or len(content) != 2:
        raise ValueError("not a line of texts")
    for field, opened in content["texts"].items():
        salt = canonical_base64(text_of(opened, "salt") or "")
        text = text_of(opened, "text")
        if salt is None or len(salt) != 16 or text is None or len(opened) != 2:
            raise ValueError("not a text with its salt")
        commitment = "salted-sha256:" + base64.b64encode(hashlib.sha256(salt + text.encode("utf-8")).digest()).decode()
        if text_of(leaf if field == "actorName" else member(leaf, "event"), field) != commitment:
            raise ValueError("not the text that was committed to")
    return len(content["texts"])


def read_database(path, log, say):
    log_beside = path + "-wal"
    # Immutable creates nothing beside the file, but would overlook what is still in a write-ahead log.
    how = "mode=ro" if os.path.exists(log_beside) and os.path.getsize(log_beside) else "immutable=1"
    try:
        connection = sqlite3.connect(
            "file:%s?%s" % (urllib.parse.quote(os.path.abspath(path)), how), uri=True, isolation_level=None
        )
        try:
            connection.text_factory = bytes
            connection.execute("BEGIN")
            rows = connection.execute(
                "SELECT Sequence, %s, %s, %s, At, Kind, Outcome, Actor, Account, Person, typeof(Kind),"
                " typeof(Outcome), typeof(Actor), typeof(Account), typeof(Person) FROM audit_entries ORDER BY Sequence"
                % (blob("Leaf"), blob("LeafHash"), blob("Nodes"))
            )
            for row in rows:
                check_row(row, log)
            check_head(connection.execute("SELECT Vault, Size, %s FROM log_head" % blob("Root")).fetchall(), log)
        finally:
            connection.close()
    except sqlite3.Error:
        raise Unsound("database") from None
    say("a database of %d entries, each in its place, with its hash, its nodes and its columns" % log.tree.size)
    say("size and root of the head are those of the entries; sealed texts were not looked at")


def blob(column):
    """Bytes that are stored as such; text is read as bytes too, and is not what the vault writes here."""
    return "CASE typeof(%s) WHEN 'blob' THEN %s END" % (column, column)


def check_row(row, log):
    sequence, leaf, leaf_hash, nodes, at = row[:5]
    place = log.tree.size
    if type(sequence) is not int or sequence != place:
        raise Unsound("sequence", place)
    if type(leaf) is not bytes:
        raise Unsound("leaf", place)
    content, true_hash, true_nodes = log.take(leaf)
    if leaf_hash != true_hash:
        raise Unsound("hash", place)
    if nodes != true_nodes:
        raise Unsound("nodes", place)
    event = member(content, "event")
    said = [text_of(content, name) for name in ("kind", "outcome", "actor")]
    said += [text_of(event, name) for name in ("account", "person")]
    stored = [None if value is None else value.encode("utf-8") for value in said]
    types = [b"null" if value is None else b"text" for value in said]
    if None in said[:2] or list(row[5:10]) != stored or list(row[10:]) != types:
        raise Unsound("columns", place)
    if type(at) is not int or at != milliseconds(text_of(content, "at") or ""):
        raise Unsound("columns", place)


def milliseconds(text):
    match = TIME.fullmatch(text)
    try:
        parts = [int(part) for part in match.groups()] if match else [0] * 7
        time = datetime.datetime(*parts[:6], tzinfo=datetime.timezone.utc)
    except ValueError:
        return None
    since = time - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (since.days * 86400 + since.seconds) * 1000 + parts[6]


def check_head(heads, log):
    if len(heads) != 1:
        raise Unsound("head")
    vault, size, root = heads[0]
    if log.vault is not None and vault != log.vault.encode():
        raise Unsound("head")
    if type(size) is not int or size != log.tree.size or root != log.tree.root():
        raise Unsound("head")


# --- The verdict -----------------------------------------------------------------------------------------------------


def check_note(note, log, key, say):
    """The checkpoint at the end of an export is over exactly its leaves."""
    try:
        checkpoint = Checkpoint(note)
    except ValueError:
        raise Unsound("note") from None
    if checkpoint.size != log.tree.size:
        raise Unsound("size")
    if checkpoint.root != log.tree.root():
        raise Unsound("root")
    origin = vault_and_epoch(checkpoint.origin)
    if not origin or origin[0] != (log.vault or origin[0]) or origin[1] != log.epoch:
        raise Unsound("origin")
    say("its checkpoint is of %s, of this size and root" % checkpoint.origin)
    if key and not key.signed(checkpoint):
        raise Unsound("signature")
    if key:
        say("its checkpoint is signed by the key given")


def check_file(path, notes, log, key, say):
    """Returns the largest checkpoint in the file that this log holds."""
    held, passed_over, others = [], 0, 0
    for (vault, epoch), note in notes:
        if log.vault not in (None, vault):
            others += 1
            continue
        try:
            checkpoint = Checkpoint(note)
        except ValueError:
            raise Unsound("checkpoint") from None
        if key and not key.signed(checkpoint):
            raise Unsound("checkpoint-signature")
        end = log.end_of(epoch)
        if epoch > log.epoch:
            raise Unsound("checkpoint-size")
        if end is not None and checkpoint.size > end:
            passed_over += 1
            continue
        if checkpoint.size > log.tree.size:
            raise Unsound("checkpoint-size")
        if checkpoint.root != log.roots[checkpoint.size]:
            raise Unsound("checkpoint-root")
        held.append(checkpoint)
    if not held and not passed_over:
        raise Unsound("checkpoint")
    say(
        "%s: %d checkpoints hold; %d of a lost epoch and %d of other vaults were not compared"
        % (path, len(held), passed_over, others)
    )
    return max(held, key=lambda c: c.size, default=None)


def sizes_of(notes):
    sizes = set()
    for _, note in notes:
        try:
            sizes.add(Checkpoint(note).size)
        except ValueError:
            pass
    return sizes


def verify(path, key, checkpoint_files, say):
    """Returns the last line of a sound log; raises Unsound at the first thing that does not hold."""
    try:
        notes = {file: list(notes_in(file)) for file in checkpoint_files}
        with open(path, "rb") as file:
            is_database = file.read(16) == b"SQLite format 3\0"
        log = Log(set().union(*map(sizes_of, notes.values())))
        if is_database:
            read_database(path, log, say)
        else:
            check_note(read_export(path, log, say), log, key, say)
    except OSError:
        raise Unsound("unreadable") from None
    for number, found in log.epochs:
        say("epoch %d: of the one before, the first %d entries are left" % (number, found))
    held = [check_file(file, notes[file], log, key, say) for file in checkpoint_files]
    if not key:
        raise Unsound("no-key")
    size, root = log.tree.size, log.tree.root()
    if is_database:
        newest = max((c for c in held if c), key=lambda c: c.size, default=None)
        if newest is None:
            raise Unsound("no-checkpoint")
        if newest.size < size:
            say("NOTE: the last %d entries are under no checkpoint" % (size - newest.size))
        size, root = newest.size, newest.root
    return "SOUND size=%d root=%s" % (size, base64.b64encode(root).decode())


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", metavar="FILE")
    arguments.add_argument("--key", metavar="PEM")
    arguments.add_argument("--checkpoint", metavar="FILE", action="append", default=[])
    given = arguments.parse_args()
    worst = 0
    try:
        key = Key(given.key) if given.key else None
    except (OSError, ValueError):
        key = None
        worst = 2
    for path in given.files:
        say = (lambda text: print("- " + text)) if len(given.files) == 1 else (lambda text: None)
        try:
            if worst == 2 and given.key and key is None:
                raise Unsound("unreadable")
            print(verify(path, key, given.checkpoint, say))
        except Unsound as fault:
            print(fault.line)
            worst = max(worst, fault.exit)
    return worst


if __name__ == "__main__":
    sys.exit(main())
