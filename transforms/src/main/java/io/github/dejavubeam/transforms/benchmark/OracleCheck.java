package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import java.util.List;
import java.util.stream.IntStream;

/** Compares answers to some queries with the oracle's, all threads of a crew at work. */
final class OracleCheck {

  private final Workload workload;
  private final BlockCut index;
  private final Crew crew;
  private final List<BlockBuffers> buffers;

  OracleCheck(Workload workload, BlockCut index, Crew crew, List<BlockBuffers> buffers) {
    this.workload = workload;
    this.index = index;
    this.crew = crew;
    this.buffers = buffers;
  }

  /** The agreement on so many queries, spread evenly over all. */
  Agreement of(Measurement measurement, int sample) {
    int count = Math.min(sample, workload.queryCount());
    int[] sampled =
        IntStream.range(0, count)
            .map(i -> (int) ((long) i * workload.queryCount() / count))
            .toArray();
    return Agreement.of(
        count == 0 ? List.of() : nearest(draw(sampled)),
        IntStream.of(sampled)
            .mapToObj(
                query -> measurement.neighbors().get(query).nearest(workload.k(), Long::compare))
            .toList());
  }

  private List<long[]> nearest(FloatRows queries) {
    List<ExactOracle> oracles =
        IntStream.range(0, crew.size())
            .mapToObj(member -> new ExactOracle(queries, workload.k()))
            .toList();
    Stage progress = Stage.of("check", "rows");
    progress.expect(workload.rowCount());
    crew.run(
        member -> {
          for (int block = member; block < index.blocks(); block += crew.size()) {
            buffers.get(member).load(0, block);
            oracles.get(member).add(block, buffers.get(member).rows(0));
            progress.add(index.rows(block));
          }
        });
    ExactOracle all = oracles.get(0);
    oracles.subList(1, oracles.size()).forEach(all::add);
    return IntStream.range(0, queries.rows()).mapToObj(all::nearest).toList();
  }

  private FloatRows draw(int[] numbers) {
    float[] values = new float[numbers.length * workload.dimension()];
    for (int i = 0; i < numbers.length; i++) {
      FloatRows.draw(workload.queries(), numbers[i], 1)
          .copyRow(0, values, i * workload.dimension());
    }
    return new FloatRows(values, numbers.length, workload.dimension());
  }
}
