package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.RecallShare;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.util.VarInt;

/**
 * How many examples a model and a reference have a recall of at least 0, 0.01 ... 1 on: the
 * complementary cumulative distributions between which {@code AUCG} is the area (method, part 1
 * point 5). The counts are exact, recalls are compared as fractions of integers.
 */
final class RecallDistribution {

  private static final int STEPS = 100;

  private final long[] model = new long[STEPS + 1];
  private final long[] reference = new long[STEPS + 1];

  /** Adds an example. */
  void add(ExampleScore score) {
    model[step(score.hits(), score.objects())]++;
    reference[step(score.hitsReference(), score.objects())]++;
  }

  /** The largest step that is at most hits / objects. */
  private static int step(int hits, int objects) {
    return (int) ((long) STEPS * hits / objects);
  }

  /** Adds the examples of another distribution, which stays as it is. */
  void merge(RecallDistribution other) {
    for (int i = 0; i <= STEPS; i++) {
      model[i] += other.model[i];
      reference[i] += other.reference[i];
    }
  }

  /** The points of both distributions, from recall 0 to 1; none where there is no example. */
  List<RecallShare> shares() {
    long n = Arrays.stream(model).sum();
    if (n == 0) {
      return List.of();
    }
    List<RecallShare> shares = new ArrayList<>(STEPS + 1);
    long atLeast = 0;
    long atLeastReference = 0;
    for (int i = STEPS; i >= 0; i--) {
      atLeast += model[i];
      atLeastReference += reference[i];
      shares.add(
          new RecallShare((double) i / STEPS, (double) atLeast / n, (double) atLeastReference / n));
    }
    Collections.reverse(shares);
    return shares;
  }

  void write(OutputStream out) throws IOException {
    for (int i = 0; i <= STEPS; i++) {
      VarInt.encode(model[i], out);
      VarInt.encode(reference[i], out);
    }
  }

  static RecallDistribution read(InputStream in) throws IOException {
    RecallDistribution distribution = new RecallDistribution();
    for (int i = 0; i <= STEPS; i++) {
      distribution.model[i] = VarInt.decodeLong(in);
      distribution.reference[i] = VarInt.decodeLong(in);
    }
    return distribution;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecallDistribution distribution
        && Arrays.equals(model, distribution.model)
        && Arrays.equals(reference, distribution.reference);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(model) + Arrays.hashCode(reference);
  }
}
