package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.work.Workers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.runners.flink.translation.types.EncodedValueComparator;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.flink.util.MathUtils;

/**
 * The workers of a batch job on Flink. Beam's Flink runner shuffles by the encoded key, which goes
 * to the worker that its hash points to; for each worker a key is looked for that points to it.
 */
final class FlinkWorkers {

  private FlinkWorkers() {}

  /** Workers of a job of that parallelism. */
  static Workers of(int parallelism) {
    List<Integer> keys = new ArrayList<>(Collections.nCopies(parallelism, null));
    int found = 0;
    for (int key = 0; found < parallelism; key++) {
      int worker = worker(key, parallelism);
      if (keys.get(worker) == null) {
        keys.set(worker, key);
        found++;
      }
    }
    return Workers.reachedBy(keys);
  }

  private static int worker(int key, int parallelism) {
    try {
      byte[] encoded = CoderUtils.encodeToByteArray(VarIntCoder.of(), key);
      return MathUtils.murmurHash(new EncodedValueComparator(true).hash(encoded)) % parallelism;
    } catch (CoderException e) {
      throw new IllegalStateException("a number cannot be encoded", e);
    }
  }
}
