package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.fuzz.FuzzTarget;
import io.github.dejavubeam.transforms.fuzz.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Vectors in numpy's files. */
public final class NpyTarget implements FuzzTarget {

  private final InputFile file;

  /** A target that puts its input into that folder. */
  public NpyTarget(Path folder) {
    file = new InputFile(folder.resolve("vectors.npy"));
  }

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (VectorType type : VectorType.values()) {
      byte[] header = NpyHeader.of(type, 5, 3);
      seeds.add(Arrays.copyOf(header, header.length + 5 * 3 * type.bytes()));
    }
    seeds.add(
        Arrays.copyOf(
            NpyHeaderTest.header(2, "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }\n"),
            200));
    return seeds;
  }

  @Override
  public boolean accepts(byte[] input) throws IOException {
    try (NpyReader reader = new NpyReader(file.of(input).toString())) {
      float[] row = new float[reader.header().dimension()];
      for (long i = 0; i < reader.header().rows(); i++) {
        reader.next(row);
      }
      return true;
    } catch (BadNpyException e) {
      return false;
    }
  }
}
