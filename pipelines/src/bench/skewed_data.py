#!/usr/bin/env python3
"""Writes skewed shards for the vision-language test, to be run with little heap, and even ones to compare with:

    skewed_data.py DIR [TARGETS [PUBLIC [TINY]]]

DIR/skewed/target: TARGETS captions (2,000) in one shard, one of them with 5,000 objects. DIR/skewed/public: PUBLIC captions (20,000)
in one huge shard, and TINY shards (10,000) of one caption each. Half of all examples carry the label "common". DIR/resharded: the same
examples in shards of 1,000, which must give the same summary. DIR/even: as many captions in shards of 1,000, with one or two of
10,000 labels each.
"""
import io
import json
import os
import random
import sys
import tarfile

WORDS = "red green blue old new small large bright dark round dog cat car tree boat house road sky lamp chair".split()
MANY_OBJECTS = 5_000
EVEN_SHARD = 1_000


def example(key, rng, common, objects=None):
    labels = objects or [rng.choice(WORDS[10:])]
    if rng.random() < 0.5:
        labels = labels + [common]
    caption = " ".join(rng.choice(WORDS) for _ in range(8))
    return key, json.dumps({"caption": caption, "objects": [{"label": label} for label in labels]})


def write(path, examples):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for key, text in examples:
            content = text.encode()
            info = tarfile.TarInfo(key + ".json")
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def write_evenly(folder, examples):
    for start in range(0, len(examples), EVEN_SHARD):
        write(os.path.join(folder, f"{start // EVEN_SHARD:05d}.tar"), examples[start:start + EVEN_SHARD])


def main():
    folder = sys.argv[1]
    targets, public, tiny = (int(n) for n in sys.argv[2:] + ["2000", "20000", "10000"][len(sys.argv[2:]):])
    rng = random.Random(20261124)
    many = [f"object {i}" for i in range(MANY_OBJECTS)]
    skewed = {
        "target": [example(f"t{i:07d}", rng, "common", many if i == targets // 2 else None) for i in range(targets)],
        "public": [example(f"p{i:07d}", rng, "common") for i in range(public + tiny)],
    }
    write(os.path.join(folder, "skewed", "target", "target.tar"), skewed["target"])
    write(os.path.join(folder, "skewed", "public", "huge.tar"), skewed["public"][:public])
    for i in range(tiny):
        write(os.path.join(folder, "skewed", "public", f"tiny-{i:05d}.tar"), [skewed["public"][public + i]])
    for split, examples in skewed.items():
        write_evenly(os.path.join(folder, "resharded", split), examples)
        write_evenly(
            os.path.join(folder, "even", split),
            [example(f"{split[0]}{i:07d}", rng, f"label {rng.randrange(10_000)}") for i in range(len(examples))])


main()
