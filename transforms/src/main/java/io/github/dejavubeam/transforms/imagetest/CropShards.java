package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.crop.Background;
import io.github.dejavubeam.transforms.crop.BackgroundCrop;
import io.github.dejavubeam.transforms.crop.NoBackground;
import io.github.dejavubeam.transforms.crop.PixelBox;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.PngEncoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.ShardReader;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.Tally;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Crops the backgrounds of shards, keyed by their numbers, into as many shards {@code
 * crops-NUMBER.tar}: read, decode, crop, encode and write are one step, image by image.
 */
public final class CropShards
    extends PTransform<PCollection<KV<Integer, Shard>>, PCollectionTuple> {

  /** Name of the split. */
  public static final String SPLIT = "input";

  /** Paths of the shards written. */
  public static final TupleTag<String> FILES = new TupleTag<>() {};

  /** What was left out. */
  public static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};

  /** Events to be summed in a {@link Tally}. */
  public static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};

  private final BackgroundCrop crop;
  private final long maxPixels;
  private final String output;
  @Nullable private final CropTagging tagging;

  private CropShards(
      BackgroundCrop crop, long maxPixels, String output, @Nullable CropTagging tagging) {
    this.crop = crop;
    this.maxPixels = maxPixels;
    this.output = output;
    this.tagging = tagging;
  }

  /**
   * Crops into that directory.
   *
   * @param maxPixels largest image decoded
   */
  public static CropShards of(BackgroundCrop crop, long maxPixels, String output) {
    return new CropShards(crop, maxPixels, output, null);
  }

  /** The same with tags that a tagger sees in the crops, in place of annotated ones. */
  public CropShards withTags(CropTagging seen) {
    return new CropShards(crop, maxPixels, output, seen);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, Shard>> shards) {
    return shards.apply(
        "Crop",
        ParDo.of(new Crop(crop, maxPixels, output, tagging))
            .withOutputTags(FILES, TupleTagList.of(List.of(SKIPPED, TALLY))));
  }

  private static final class Crop extends DoFn<KV<Integer, Shard>, String> {
    private final BackgroundCrop crop;
    private final long maxPixels;
    private final String output;
    @Nullable private final CropTagging tagging;
    @Nullable private transient TaggedCrops tagged;

    Crop(BackgroundCrop crop, long maxPixels, String output, @Nullable CropTagging tagging) {
      this.crop = crop;
      this.maxPixels = maxPixels;
      this.output = output;
      this.tagging = tagging;
    }

    @Teardown
    public void tearDown() {
      if (tagged != null) {
        tagged.close();
        tagged = null;
      }
    }

    @ProcessElement
    public void process(@Element KV<Integer, Shard> numbered, MultiOutputReceiver out)
        throws IOException {
      Shard shard = numbered.getValue();
      String path = "%s/crops-%05d.tar".formatted(output, numbered.getKey());
      TreeMap<String, Long> events = new TreeMap<>();
      // What waits in it may be of a shard that failed: every shard starts with a fresh one.
      tearDown();
      tagged = tagging == null ? null : new TaggedCrops(tagging);
      AtomicFiles.write(
          path,
          channel -> {
            try (CropShard crops = new CropShard(Channels.newOutputStream(channel));
                ShardReader reader = ShardReader.open(shard, ReadLimits.defaults())) {
              for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
                events.merge(Tally.read(SPLIT), 1L, Long::sum);
                take(shard, entry, crops, events).forEach(out.get(SKIPPED)::output);
              }
              if (tagged != null) {
                unseen(shard, tagged.finish(crops), events).forEach(out.get(SKIPPED)::output);
              }
            }
          });
      events.forEach((event, count) -> out.get(TALLY).output(KV.of(event, count)));
      Stage.of("crop", "bytes").add(shard.sizeBytes());
      out.get(FILES).output(path);
    }

    private List<SkippedExample> take(
        Shard shard, ShardEntry entry, CropShard crops, Map<String, Long> events)
        throws IOException {
      if (entry instanceof ReadFault fault) {
        return List.of(skip(shard, entry.key(), "read", fault.reason(), events));
      }
      Example example = (Example) entry;
      if (example.image() == null) {
        return List.of(skip(shard, entry.key(), "read", "no image", events));
      }
      try {
        RgbImage image = ImageDecoder.decode(example.image(), maxPixels);
        Background background = crop.of(image.width(), image.height(), example.boxes());
        if (background instanceof Background.Found found) {
          PixelBox box = found.crop();
          RgbImage cut = image.crop(box.left(), box.top(), box.right(), box.bottom());
          if (tagged != null) {
            return unseen(shard, tagged.add(example, cut, box, crops), events);
          }
          crops.add(example, PngEncoder.encode(cut), box, example.tags());
          return List.of();
        }
        NoBackground why = ((Background.Missing) background).why();
        if (why.isBadData()) {
          return List.of(skip(shard, entry.key(), "read", why.reason(), events));
        }
        events.merge(Tally.withoutBackground(SPLIT, why.reason()), 1L, Long::sum);
        return List.of(SkippedExample.of(shard.path(), example.key(), "crop", why.reason()));
      } catch (UnreadableImageException e) {
        return List.of(skip(shard, entry.key(), "decode", e.getMessage(), events));
      }
    }

    private static List<SkippedExample> unseen(
        Shard shard, List<String> keys, Map<String, Long> events) {
      return keys.stream()
          .map(key -> skip(shard, key, "embed", "a model gave numbers that are not finite", events))
          .toList();
    }

    private static SkippedExample skip(
        Shard shard, String key, String stage, String reason, Map<String, Long> events) {
      events.merge(Tally.skipped(SPLIT, stage, reason), 1L, Long::sum);
      return SkippedExample.of(shard.path(), key, stage, reason);
    }
  }
}
