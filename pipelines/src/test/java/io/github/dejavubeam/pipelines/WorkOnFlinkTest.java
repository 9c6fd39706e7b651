package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.work.WorkItems;
import io.github.dejavubeam.transforms.work.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

/** On Flink no worker is left without work while another has too much. */
class WorkOnFlinkTest {

  private static final CountDownLatch OTHERS = new CountDownLatch(9);
  private static final Map<String, Set<Integer>> SEEN = new ConcurrentHashMap<>();

  @Test
  void whileAWorkerIsBusyWithAPieceTheOtherTakesAllTheRest() {
    List<Integer> pieces = IntStream.range(0, 10).boxed().toList();
    Pipeline pipeline = Pipeline.create(options(2));
    PCollection<Integer> done =
        pipeline
            .apply(WorkItems.of(pieces, VarIntCoder.of()))
            .apply(ParDo.of(new WaitForOthers(9)));
    PAssert.that(done).containsInAnyOrder(pieces);
    pipeline.run().waitUntilFinish();
    assertEquals(0, OTHERS.getCount());
  }

  @Test
  void noPiecesAreNoWork() {
    Pipeline pipeline = Pipeline.create(options(2));
    PAssert.that(pipeline.apply(WorkItems.of(List.of(), VarIntCoder.of()))).empty();
    pipeline.run().waitUntilFinish();
  }

  @Test
  void eachWorkerIsReachedByItsKey() {
    int parallelism = 5;
    Workers workers = FlinkWorkers.of(parallelism);
    List<KV<Integer, Integer>> pieces = new ArrayList<>();
    for (int piece = 0; piece < 4 * parallelism; piece++) {
      int worker = piece % parallelism;
      pieces.add(KV.of(workers.key(worker, piece), worker));
    }
    Pipeline pipeline = Pipeline.create(options(parallelism));
    pipeline
        .apply(Create.of(pieces))
        .apply(Reshuffle.of())
        .apply(Values.create())
        .apply(ParDo.of(new Note()));
    pipeline.run().waitUntilFinish();
    assertEquals(parallelism, SEEN.size(), "threads that worked: " + SEEN);
    assertTrue(SEEN.values().stream().allMatch(planned -> planned.size() == 1), SEEN.toString());
  }

  private static FlinkPipelineOptions options(int parallelism) {
    FlinkPipelineOptions options = PipelineOptionsFactory.create().as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setParallelism(parallelism);
    return options;
  }

  /** One piece takes until all others are done. */
  private static final class WaitForOthers extends DoFn<Integer, Integer> {
    private final int slow;

    WaitForOthers(int slow) {
      this.slow = slow;
    }

    @ProcessElement
    public void process(@Element Integer piece, OutputReceiver<Integer> out)
        throws InterruptedException {
      if (piece != slow) {
        OTHERS.countDown();
      } else if (!OTHERS.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException(OTHERS.getCount() + " pieces wait for this worker");
      }
      out.output(piece);
    }
  }

  private static final class Note extends DoFn<Integer, Integer> {
    @ProcessElement
    public void process(@Element Integer worker) {
      SEEN.computeIfAbsent(
              Thread.currentThread().getName(), thread -> ConcurrentHashMap.newKeySet())
          .add(worker);
    }
  }
}
