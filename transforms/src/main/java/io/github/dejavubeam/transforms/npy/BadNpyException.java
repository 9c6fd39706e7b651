package io.github.dejavubeam.transforms.npy;

/** A file of vectors is not what it must be; the message names it, and what is wrong. */
public final class BadNpyException extends Exception {

  private static final long serialVersionUID = 1;

  BadNpyException(String path, String problem) {
    super(path + " " + problem);
  }
}
