#!/usr/bin/env python3
"""Writes as many examples as are wanted, made of those of some shards, to see how time grows with their number:

    scaled_data.py SOURCE DIR EXAMPLES [SEED [SIDE]]

SOURCE: a folder of tar shards with .jpg, .txt and .json members. DIR gets shards of 1,000 examples: EXAMPLES of them, each a random part
(70 to 100 % of each side) of a drawing, encoded again, with two words of other captions put after its own, and with its annotations under
a key that no other seed gives. So images and captions repeat as seldom as in a real set, and distances are no ties. SIDE is the longer side
of a drawing in pixels before a part is cut out (160 as they are); with 0 there are no images. It needs Pillow.
"""
import io
import glob
import os
import random
import sys
import tarfile

SHARD = 1_000
QUALITY = 90


def read(folder):
    examples = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.tar"))):
        with tarfile.open(path) as tar:
            for member in tar:
                key, _, kind = member.name.partition(".")
                examples.setdefault(key, {})[kind] = tar.extractfile(member).read()
    return [example for _, example in sorted(examples.items())]


def part(image, rng):
    width, height = (max(1, round(side * rng.uniform(0.7, 1))) for side in image.size)
    left, top = rng.randint(0, image.width - width), rng.randint(0, image.height - height)
    encoded = io.BytesIO()
    image.crop((left, top, left + width, top + height)).save(encoded, "JPEG", quality=QUALITY)
    return encoded.getvalue()


def main():
    source, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    side = int(sys.argv[5]) if len(sys.argv) > 5 else None
    rng = random.Random(seed)
    examples = read(source)
    captions = [example["txt"].decode() for example in examples]
    words = sorted({word for caption in captions for word in caption.split()})
    images = []
    if side != 0:
        from PIL import Image
        images = [Image.open(io.BytesIO(example["jpg"])).convert("RGB") for example in examples]
    if side:
        images = [image.resize([max(1, n * side // max(image.size)) for n in image.size]) for image in images]
    os.makedirs(folder, exist_ok=True)
    for start in range(0, count, SHARD):
        with tarfile.open(os.path.join(folder, f"{start // SHARD:05d}.tar"), "w", format=tarfile.USTAR_FORMAT) as tar:
            for number in range(start, min(count, start + SHARD)):
                which = rng.randrange(len(examples))
                members = {
                    "txt": " ".join([captions[which], rng.choice(words), rng.choice(words)]).encode(),
                    "json": examples[which]["json"],
                }
                if images:
                    members["jpg"] = part(images[which], rng)
                for kind, content in sorted(members.items()):
                    info = tarfile.TarInfo(f"{seed:02d}-{number:08d}.{kind}")
                    info.size = len(content)
                    tar.addfile(info, io.BytesIO(content))


main()
