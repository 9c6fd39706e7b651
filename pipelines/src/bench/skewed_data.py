#!/usr/bin/env python3
"""Writes skewed shards for the vision-language test, to be run with little heap, and even ones to compare with:

    skewed_data.py DIR [TARGETS [PUBLIC [even]]]

DIR/target: TARGETS captions (2,000), one of them with 5,000 objects. DIR/public: PUBLIC captions (20,000) in one huge shard, and
10,000 shards of one caption each. Half of all examples carry the label "common". Even: as many captions in shards of 1,000, with one
or two of 10,000 labels each.
"""
import io
import json
import os
import random
import sys
import tarfile

WORDS = "red green blue old new small large bright dark round dog cat car tree boat house road sky lamp chair".split()
TINY_SHARDS = 10_000
MANY_OBJECTS = 5_000
EVEN_SHARD = 1_000


def members(key, rng, objects=None, common="common"):
    labels = objects or [rng.choice(WORDS[10:])]
    if rng.random() < 0.5:
        labels = labels + [common]
    caption = " ".join(rng.choice(WORDS) for _ in range(8))
    yield key + ".json", json.dumps({"caption": caption, "objects": [{"label": label} for label in labels]})


def write(path, examples):
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for example in examples:
            for name, text in example:
                content = text.encode()
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))


def write_even(folder, split, count, rng):
    for start in range(0, count, EVEN_SHARD):
        write(os.path.join(folder, split, f"{split}-{start // EVEN_SHARD:05d}.tar"),
              (members(f"{split[0]}{i:07d}", rng, common=f"label {rng.randrange(10_000)}")
               for i in range(start, min(count, start + EVEN_SHARD))))


def main():
    folder = sys.argv[1]
    targets, public = (int(n) for n in (sys.argv[2:4] + ["2000", "20000"][len(sys.argv[2:4]):]))
    rng = random.Random(20261124)
    for split in ("target", "public"):
        os.makedirs(os.path.join(folder, split))
    if sys.argv[4:] == ["even"]:
        write_even(folder, "target", targets, rng)
        write_even(folder, "public", public + TINY_SHARDS, rng)
        return
    many = [f"object {i}" for i in range(MANY_OBJECTS)]
    write(os.path.join(folder, "target", "target.tar"),
          (members(f"t{i:07d}", rng, many if i == targets // 2 else None) for i in range(targets)))
    write(os.path.join(folder, "public", "huge.tar"), (members(f"h{i:07d}", rng) for i in range(public)))
    for i in range(TINY_SHARDS):
        write(os.path.join(folder, "public", f"tiny-{i:05d}.tar"), [members(f"p{i:05d}", rng)])


main()
