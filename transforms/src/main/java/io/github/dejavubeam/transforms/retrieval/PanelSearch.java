package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import io.github.dejavubeam.transforms.kernel.TypeProfiles;
import io.github.dejavubeam.transforms.progress.ThreadTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A search of {@link PanelEngine}. */
final class PanelSearch implements SearchEngine.BlockSearch {

  private static final Logger LOG = LoggerFactory.getLogger(PanelSearch.class);

  private static final int CHUNK_FLOATS = 1 << 19;
  private static final int MOST_PANELS = 21;

  /** Thresholds rise with the logarithm of the rows seen. */
  private static final int LOOK_FACTOR = 4;

  /** Directions are sought anew once in so many looks. */
  private static final int LOOKS_PER_BASIS = 3;

  static {
    TypeProfiles.fill();
  }

  private final QueryRows queries;
  private final Contenders contenders;
  private final SketchChoice choice;
  private final VectorSample sample;
  private final SketchClock clock = new SketchClock();
  private final boolean sketchable;
  private final int chunkRows;
  private final long lastLook;
  private volatile Passes passes;
  private long rowsSeen;
  private int looks;
  private long nextLook;
  private long packNanos;
  private long searchNanos;

  PanelSearch(
      VectorRows rows,
      int k,
      RowOrder order,
      long indexRows,
      Optional<ByteProducts> products,
      double worthALook) {
    queries = new QueryRows(rows);
    contenders = new Contenders(queries, k, order);
    choice = new SketchChoice(queries, contenders, products);
    passes = choice.whole();
    int dimension = queries.dimension();
    sample = new VectorSample(dimension);
    sketchable = queries.allScorable();
    int panels = CHUNK_FLOATS / (dimension * RegisterBlock.ROWS);
    chunkRows = Math.max(1, Math.min(panels, MOST_PANELS)) * RegisterBlock.ROWS;
    // Of what a look finds, only the rows still to come gain: half of all, at least, pay for it.
    lastLook = indexRows / 2;
    nextLook = (long) (worthALook / Math.max(1, (double) queries.count() * dimension));
  }

  @Override
  public void addAll(Iterable<IndexBlock> blocks, ExcludedRows excluded) {
    long start = ThreadTime.nanos();
    try (ChunkReader<PanelChunk> reader =
        new ChunkReader<>(
            blocks,
            () -> new PanelChunk(chunkRows, queries.dimension()),
            (chunk, block, firstRow) -> chunk.fill(block, firstRow, passes))) {
      for (PanelChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
        add(chunk, excluded);
        reader.release(chunk);
      }
      contenders.settle();
      packNanos += reader.cpuNanos();
    }
    searchNanos += ThreadTime.nanos() - start;
  }

  private void add(PanelChunk chunk, ExcludedRows excluded) {
    RowChunk rows = chunk.rows();
    if (rows.first() == 0) {
      contenders.open(rows.block(), excluded);
    }
    // Deciding on earlier offers, as happens there, says nothing for or against sketches.
    long start = ThreadTime.nanos();
    // It was read ahead, before the last look.
    chunk.repack(passes);
    contenders.expectNorm(rows.largestNorm());
    chunk.passes().list().forEach(pass -> pass.over(chunk));
    boolean sketched = !chunk.passes().packings().isEmpty();
    long nanos = ThreadTime.nanos() - start + chunk.packNanos();
    rowsSeen += rows.count();
    if (sketchable) {
      sample.add(rows);
      if (clock.loses(sketched, nanos, rows.count())) {
        passes = choice.whole();
        nextLook = LOOK_FACTOR * rowsSeen;
      } else if (rowsSeen >= nextLook && rowsSeen <= lastLook) {
        look(rows);
      }
    }
  }

  private void look(RowChunk rows) {
    long start = ThreadTime.nanos();
    if (looks++ % LOOKS_PER_BASIS == 0) {
      choice.findDirections(sample);
    }
    passes = choice.choose(passes, rows);
    LOG.debug(
        "a look after {} rows took {} ms", rowsSeen, (ThreadTime.nanos() - start) / 1_000_000);
    nextLook = LOOK_FACTOR * rowsSeen;
  }

  @Override
  public NearestNeighbors neighbors(int query) {
    return contenders.neighbors(query);
  }

  @Override
  public SearchTime time() {
    return new SearchTime(packNanos, searchNanos);
  }
}
