package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.transforms.crop.PixelBox;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.model.Modality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** The image of one example, decoded once at each of the sizes that encoders want of it. */
final class DecodedImage {

  private static final int WHOLE = 1;

  private final long maxPixels;
  private final Map<EncoderColumn, RgbImage> ofColumns = new HashMap<>();
  private final Map<Integer, RgbImage> ofReductions = new HashMap<>();

  /** None yet, and none of more than so many pixels. */
  DecodedImage(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /** There is no image. */
  void clear() {
    ofColumns.clear();
    ofReductions.clear();
  }

  /**
   * Decodes an image in place of the one before. Without any encoder of images among the columns it
   * is still decoded, since whether it can be decides on the example.
   *
   * @param whole whether it is wanted at its own size, whatever the encoders want
   * @throws UnreadableImageException if it cannot be decoded; then there is none
   */
  void decode(byte[] encoded, List<EncoderColumn> columns, boolean whole)
      throws UnreadableImageException {
    clear();
    for (EncoderColumn column : columns) {
      if (column.spec().modality() == Modality.IMAGE) {
        ofColumns.put(column, at(column.spec().jpegReduction(encoded), encoded));
      }
    }
    if (whole || ofColumns.isEmpty()) {
      at(WHOLE, encoded);
    }
  }

  private RgbImage at(int reduction, byte[] encoded) throws UnreadableImageException {
    RgbImage image = ofReductions.get(reduction);
    if (image == null) {
      image = ImageDecoder.decode(encoded, maxPixels, reduction);
      ofReductions.put(reduction, image);
    }
    return image;
  }

  /** The image at its own size, null where it was not wanted so. */
  @Nullable
  RgbImage whole() {
    return ofReductions.get(WHOLE);
  }

  /** The image at the size that an encoder wants, null for one of texts. */
  @Nullable
  RgbImage of(EncoderColumn column) {
    return ofColumns.get(column);
  }

  /** From now on encoders get this part of {@link #whole}, which stays as it is. */
  void crop(PixelBox box) {
    RgbImage crop = whole().crop(box.left(), box.top(), box.right(), box.bottom());
    ofColumns.replaceAll((column, image) -> crop);
  }
}
