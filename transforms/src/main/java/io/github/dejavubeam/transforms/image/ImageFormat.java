package io.github.dejavubeam.transforms.image;

/** The formats that are decoded, told apart by their first bytes and never by a name. */
enum ImageFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  WEBP("WebP"),
  GIF("GIF");

  private final String label;

  ImageFormat(String label) {
    this.label = label;
  }

  /** The name as people write it. */
  @Override
  public String toString() {
    return label;
  }

  /** The format of the bytes. */
  static ImageFormat of(byte[] encoded) throws UnreadableImageException {
    if (startsWith(encoded, 0, "\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (startsWith(encoded, 0, "\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (startsWith(encoded, 0, "RIFF") && startsWith(encoded, 8, "WEBP")) {
      return WEBP;
    }
    if (startsWith(encoded, 0, "GIF87a") || startsWith(encoded, 0, "GIF89a")) {
      return GIF;
    }
    throw new UnreadableImageException("not a JPEG, PNG, WebP or GIF image");
  }

  private static boolean startsWith(byte[] bytes, int offset, String magic) {
    if (bytes.length < offset + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[offset + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
