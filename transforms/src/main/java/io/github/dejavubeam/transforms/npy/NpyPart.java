package io.github.dejavubeam.transforms.npy;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * Files with the vectors of the same examples, the unit that one worker converts.
 *
 * @param name tells the part from others, letters, digits and hyphens
 * @param sources a file for each encoder
 */
public record NpyPart(String name, ArrayList<Source> sources) implements Serializable {

  /**
   * Vectors of one encoder.
   *
   * @param encoder name of the model and what it embedded, as {@code clip-a.image}
   * @param vectors path of the .npy file
   * @param metadata path of the parquet file that says which examples they are of
   */
  public record Source(String encoder, String vectors, String metadata) implements Serializable {}
}
