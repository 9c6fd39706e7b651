package io.github.dejavubeam.transforms.fuzz;

import java.io.IOException;
import java.util.List;

/** Something that reads bytes which nobody vouches for. */
public interface FuzzTarget {

  /** One word for it. */
  String name();

  /** Inputs without a fault, from which all others are made. */
  List<byte[]> seeds() throws IOException;

  /** Makes checksums right again, so that a fault gets past them. */
  default void repair(byte[] input) {}

  /**
   * Reads an input to its end.
   *
   * @return whether it was taken as good, in whole or in part
   * @throws Exception if anything happens that its readers do not document: a finding
   */
  boolean accepts(byte[] input) throws Exception;
}
