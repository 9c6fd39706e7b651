#!/usr/bin/env python3
"""Decodes and preprocesses the images of tar shards as open_clip's models ask for it, by Pillow and numpy, and prints
the processor time of an image: to be compared with `preprocess` of `dejavu bench embed --threads=1 --json`.

    python3 pillow_peer.py --size=224 --seconds=10 SHARD.tar ...

Needs Debian's python3-pil and python3-numpy.
"""

import argparse
import io
import json
import tarfile
import time

import numpy
from PIL import Image

MEAN = numpy.array([0.48145466, 0.4578275, 0.40821073], dtype=numpy.float32)
DEVIATION = numpy.array([0.26862954, 0.26130258, 0.27577711], dtype=numpy.float32)


def preprocess(encoded, size):
    """The tensor, 3 x size x size float32, of an encoded image: short side resized (bicubic), centre cropped."""
    image = Image.open(io.BytesIO(encoded)).convert("RGB")
    width, height = image.size
    short = min(width, height)
    image = image.resize((size * width // short, size * height // short), Image.BICUBIC)
    left = round((image.size[0] - size) / 2)
    top = round((image.size[1] - size) / 2)
    pixels = numpy.asarray(image.crop((left, top, left + size, top + size)), dtype=numpy.float32)
    return numpy.ascontiguousarray(((pixels / 255 - MEAN) / DEVIATION).transpose(2, 0, 1))


def images(shards):
    for shard in shards:
        with tarfile.open(shard) as members:
            for member in members:
                if member.name.lower().endswith((".jpg", ".jpeg", ".png", ".webp")):
                    yield members.extractfile(member).read()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("shards", nargs="+")
    options = parser.parse_args()
    encoded = list(images(options.shards))
    for image in encoded[:16]:
        preprocess(image, options.size)
    done = 0
    start = time.process_time()
    while time.process_time() - start < options.seconds:
        preprocess(encoded[done % len(encoded)], options.size)
        done += 1
    seconds = (time.process_time() - start) / done
    print(json.dumps({"images": len(encoded), "done": done, "cpuSecondsPerImage": seconds}))


if __name__ == "__main__":
    main()
