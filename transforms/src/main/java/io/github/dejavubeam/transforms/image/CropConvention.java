package io.github.dejavubeam.transforms.image;

/** Where the two families of preprocessing put a centre crop when the margin is odd. */
public enum CropConvention {
  /** As torchvision, which open_clip and timm use: half the margin, rounded half to even. */
  OPEN_CLIP {
    @Override
    int start(int size, int crop) {
      return (int) Math.rint((size - crop) / 2.0);
    }
  },

  /** As Hugging Face transformers: half the margin, rounded down. */
  TRANSFORMERS {
    @Override
    int start(int size, int crop) {
      return (size - crop) / 2;
    }
  };

  /** The first row or column kept of {@code size >= crop}. */
  abstract int start(int size, int crop);
}
