package io.github.dejavubeam.transforms.image;

/** x. */
final class OpenCvLibrary {
  static void load() {
    nu.pattern.OpenCV.loadLocally();
  }
}
