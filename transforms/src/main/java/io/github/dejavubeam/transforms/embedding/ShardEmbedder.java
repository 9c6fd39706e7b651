package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.crop.Background;
import io.github.dejavubeam.transforms.crop.NoBackground;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.ShardReader;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.VectorBlockWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Embeds whole shards with every encoder of a plan, one pass over the bytes, and remembers what is
 * finished. Shards that are embedded together share the batches of the models, no block. Which
 * examples become rows depends on the shard and the plan's needs, never on the encoders, so that
 * row i is the same example in every encoder's blocks. One thread uses it at a time.
 *
 * <p>Memory: a block is one record batch of its file, so that a search can map it as a whole, and
 * is kept until it is full or the shards end. With each encoder that is rows x dimension floats on
 * the heap, and the same again outside of it while the file is written: 20 MB for a shard of 10,000
 * examples in 512 dimensions, 134 MB for a full block of 65,536. {@code --blockRows} bounds it.
 */
final class ShardEmbedder implements AutoCloseable {

  private static final String READ = "read";
  private static final String DECODE = "decode";

  /** Examples after which progress is told where time goes. */
  private static final int TOLD = 64;

  /** So many batches waste little on the last, so that small shards need not wait for others. */
  private static final long WORTHWHILE_BATCHES = 4;

  /** Left out for want of background, which is no fault of the data. */
  static final String CROP = "crop";

  private final EmbeddingPlan plan;
  private final ShardRecords records;
  private final Map<String, EncoderColumn> columns = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private int rowsWaiting;
  @Nullable private SeenObjects seenObjects;
  private final Stage progress;
  private final StepTimes times;

  /**
   * The rows of a block that is not written yet.
   *
   * @param pass what reads its shard
   * @param first number of its first row among all that wait, which is what encoders know
   */
  private record Waiting(Pass pass, int first, BlockRows rows, List<String> keys) {
    int end() {
      return first + rows.size();
    }
  }

  ShardEmbedder(EmbeddingPlan plan) {
    this.plan = plan;
    this.records = new ShardRecords(plan);
    this.progress = Stage.of("embed " + plan.split(), "bytes");
    this.times = new StepTimes(progress);
  }

  /**
   * The records of each shard under each encoder, in the plan's order; what is not on record is
   * embedded now.
   *
   * @throws IOException if a file cannot be read or written; the shards can be tried again
   */
  List<List<ShardRecord>> embed(List<Shard> shards) throws IOException {
    List<Map<EncoderSpec, ShardRecord>> finished = new ArrayList<>();
    Map<Integer, Pass> passes = new LinkedHashMap<>();
    times.begin();
    try {
      for (Shard shard : shards) {
        finished.add(onRecord(shard));
        List<EncoderSpec> missing = new ArrayList<>(plan.encoders());
        missing.removeAll(finished.get(finished.size() - 1).keySet());
        if (missing.isEmpty()) {
          progress.add(shard.sizeBytes());
        } else {
          for (EncoderSpec encoder : missing) {
            records.forget(shard, encoder);
          }
          Pass pass = new Pass(shard, missing);
          passes.put(finished.size() - 1, pass);
          pass.readAll();
        }
      }
      writeBlocks();
      for (Map.Entry<Integer, Pass> pass : passes.entrySet()) {
        finished.get(pass.getKey()).putAll(pass.getValue().keepRecords());
      }
    } catch (IOException | RuntimeException e) {
      // What is queued in the encoders belongs to these shards: start the next with fresh ones.
      close();
      throw e;
    } finally {
      times.end();
    }
    return finished.stream()
        .map(found -> plan.encoders().stream().map(found::get).toList())
        .toList();
  }

  private Map<EncoderSpec, ShardRecord> onRecord(Shard shard) throws IOException {
    Map<EncoderSpec, ShardRecord> found = new HashMap<>();
    for (EncoderSpec encoder : plan.encoders()) {
      records.find(shard, encoder).ifPresent(record -> found.put(encoder, record));
    }
    return found;
  }

  private void writeBlocks() throws IOException {
    BitSet unseen = new BitSet();
    if (seenObjects != null) {
      unseen = seenObjects.finish();
      times.lap(StepTimes.TAG, 0);
    }
    for (Waiting block : waiting) {
      block.pass().write(block, unseen);
    }
    columns.values().forEach(EncoderColumn::clear);
    waiting.clear();
    rowsWaiting = 0;
  }

  /** Where time went in the shards embedded since this was last asked. */
  Map<String, Long> takeTimes() {
    return times.takeEvents();
  }

  @Override
  public void close() {
    columns.values().forEach(EncoderColumn::close);
    columns.clear();
    waiting.clear();
    rowsWaiting = 0;
    if (seenObjects != null) {
      seenObjects.close();
      seenObjects = null;
    }
  }

  /** One reading of one shard. */
  private final class Pass {
    private final Shard shard;
    private final String name;
    private final List<EncoderColumn> active = new ArrayList<>();
    private final DecodedImage image = new DecodedImage(plan.maxPixels());
    @Nullable private Waiting block;
    private final List<ShardRecord.Skipped> skipped = new ArrayList<>();
    private final Map<EncoderSpec, List<ShardRecord.Block>> blocks = new LinkedHashMap<>();
    private long read;

    Pass(Shard shard, List<EncoderSpec> encoders) {
      this.shard = shard;
      this.name = records.name(shard);
      for (EncoderSpec encoder : encoders) {
        EncoderColumn column =
            columns.computeIfAbsent(encoder.key(), key -> new EncoderColumn(encoder, plan));
        active.add(column);
        blocks.put(encoder, new ArrayList<>());
      }
      if (plan.objectTagger() != null && seenObjects == null) {
        seenObjects = new SeenObjects(plan.objectTagger(), plan);
      }
    }

    void readAll() throws IOException {
      progress.add(0);
      long counted = 0;
      try (ShardReader reader = ShardReader.open(shard, plan.limits())) {
        for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
          read++;
          times.lap(StepTimes.READ, 1);
          take(entry);
          if (read % TOLD == 0) {
            times.tell();
          }
          progress.add(reader.bytesRead() - counted);
          counted = reader.bytesRead();
        }
      }
      if (rowsWaiting >= Math.min(plan.blockRows(), WORTHWHILE_BATCHES * plan.batchSize())) {
        writeBlocks();
      }
      progress.add(shard.sizeBytes() - counted);
    }

    private void take(ShardEntry entry) throws IOException {
      if (entry instanceof ReadFault fault) {
        skip(fault.key(), READ, fault.reason());
      } else if (entry instanceof Example example) {
        take(example);
      }
    }

    private void take(Example example) throws IOException {
      if (plan.needsCaption() && example.caption() == null) {
        skip(example.key(), READ, "no caption");
      } else if (plan.needsImage() && example.image() == null) {
        skip(example.key(), READ, "no image");
      } else if (plan.needsLabel() && example.label() == null) {
        skip(example.key(), READ, "no label");
      } else {
        image.clear();
        if (plan.needsImage() || mustSeeObjects(example)) {
          try {
            image.decode(example.image(), active, plan.crop() != null || mustSeeObjects(example));
          } catch (UnreadableImageException e) {
            skip(example.key(), DECODE, e.getMessage());
            return;
          } finally {
            times.lap(StepTimes.DECODE, 1);
          }
        }
        if (plan.crop() == null) {
          add(example);
        } else {
          crop(example);
        }
      }
    }

    private boolean mustSeeObjects(Example example) {
      return seenObjects != null && example.objects().isEmpty() && example.image() != null;
    }

    private void crop(Example example) throws IOException {
      RgbImage whole = image.whole();
      Background background = plan.crop().of(whole.width(), whole.height(), example.boxes());
      if (background instanceof Background.Missing missing) {
        NoBackground why = missing.why();
        skip(example.key(), why.isBadData() ? READ : CROP, why.reason());
      } else if (background instanceof Background.Found found) {
        image.crop(found.crop());
        add(example);
      }
    }

    private void skip(String key, String stage, String reason) {
      skipped.add(new ShardRecord.Skipped(key, stage, reason));
    }

    private void add(Example example) throws IOException {
      if (block == null) {
        block = new Waiting(this, rowsWaiting, new BlockRows(), new ArrayList<>());
        waiting.add(block);
      }
      BlockRows rows = block.rows();
      int row =
          block.first()
              + rows.add(
                  new BlockRows.Row(
                      example.key(),
                      example.imageHash(),
                      example.captionHash(),
                      example.exampleHash(),
                      example.objects(),
                      example.label(),
                      example.tags(),
                      example.caption()));
      block.keys().add(example.key());
      rowsWaiting++;
      times.lap(StepTimes.READ, 0);
      for (EncoderColumn column : active) {
        long before = column.modelNanos();
        column.add(image.of(column), example.caption(), row);
        lap(column, before, 1);
      }
      if (mustSeeObjects(example)) {
        seenObjects.add(image.whole(), rows, block.first(), row);
        times.lap(StepTimes.TAG, 1);
      }
      if (rows.isFull(plan.blockRows())) {
        writeBlocks();
        block = null;
      }
    }

    private void lap(EncoderColumn column, long before, int examples) {
      String prepare = StepTimes.prepare(column.spec());
      times.lap(prepare, examples);
      times.move(prepare, StepTimes.model(column.spec()), column.modelNanos() - before, examples);
    }

    /** Writes a block of this shard and notes it; {@code unseen} are rows of all that wait. */
    void write(Waiting rows, BitSet unseen) throws IOException {
      for (EncoderColumn column : active) {
        EncoderSpec encoder = column.spec();
        List<ShardRecord.Block> written = blocks.get(encoder);
        String file = String.format("%s-%05d", name, written.size());
        long before = column.modelNanos();
        column.finish();
        lap(column, before, 0);
        column.markUnusable(unseen, rows.first(), rows.end());
        float[] vectors = column.vectors(rows.first(), rows.end());
        AtomicFiles.write(
            plan.folder().block(encoder.key(), file),
            out ->
                VectorBlockWriter.write(
                    out, rows.rows(), vectors, encoder.dimension(), plan.vectorType()));
        List<ShardRecord.Unusable> unusable =
            column
                .unusable(rows.first(), rows.end())
                .mapToObj(row -> new ShardRecord.Unusable(row, rows.keys().get(row)))
                .toList();
        written.add(new ShardRecord.Block(file, rows.rows().size(), unusable));
        times.lap(StepTimes.WRITE, rows.rows().size());
      }
    }

    Map<EncoderSpec, ShardRecord> keepRecords() throws IOException {
      Map<EncoderSpec, ShardRecord> kept = new LinkedHashMap<>();
      for (EncoderColumn column : active) {
        EncoderSpec encoder = column.spec();
        ShardRecord record =
            new ShardRecord(
                shard.path(), records.encoder(encoder), read, blocks.get(encoder), skipped);
        records.keep(shard, encoder, record);
        kept.put(encoder, record);
      }
      return kept;
    }
  }
}
