package io.github.dejavubeam.transforms.gallery;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Thumbnail;
import io.github.dejavubeam.transforms.crop.Background;
import io.github.dejavubeam.transforms.crop.BackgroundCrop;
import io.github.dejavubeam.transforms.crop.PixelBox;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.JpegEncoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads the pictures and captions of a gallery again, from the shards that hold them and no others,
 * each as far as the last of them. An example that is not there any more has no picture.
 */
public final class ReadThumbnails
    extends PTransform<PCollection<GalleryExample>, PCollection<Thumbnail>> {

  private final String target;
  private final String publicSet;
  private final Set<String> readable;
  private final long maxPixels;
  @Nullable private final BackgroundCrop crop;

  private ReadThumbnails(
      String target,
      String publicSet,
      Set<String> readable,
      long maxPixels,
      @Nullable BackgroundCrop crop) {
    this.target = target;
    this.publicSet = publicSet;
    this.readable = readable;
    this.maxPixels = maxPixels;
    this.crop = crop;
  }

  /**
   * Reads pictures.
   *
   * @param target name of the set that the examples are of
   * @param publicSet name of the set that their neighbours are of
   * @param readable those of the two sets whose shards the user named; of others nothing is read
   * @param maxPixels largest image decoded
   */
  public static ReadThumbnails of(
      String target, String publicSet, Set<String> readable, long maxPixels) {
    return new ReadThumbnails(target, publicSet, new HashSet<>(readable), maxPixels, null);
  }

  /** The same, with the background of every target image. */
  public ReadThumbnails withBackgrounds(BackgroundCrop background) {
    return new ReadThumbnails(target, publicSet, readable, maxPixels, background);
  }

  @Override
  public PCollection<Thumbnail> expand(PCollection<GalleryExample> examples) {
    return examples
        .apply("Wanted", ParDo.of(new Want(target, publicSet, readable)))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Wanted.class)))
        .apply("By shard", GroupByKey.create())
        .apply("Read", ParDo.of(new Read(target, maxPixels, crop)))
        .setCoder(SerializableCoder.of(Thumbnail.class));
  }

  private record Wanted(String split, String id) implements Serializable {}

  private static final class Want extends DoFn<GalleryExample, KV<String, Wanted>> {
    private final String target;
    private final String publicSet;
    private final Set<String> readable;

    Want(String target, String publicSet, Set<String> readable) {
      this.target = target;
      this.publicSet = publicSet;
      this.readable = readable;
    }

    @ProcessElement
    public void process(@Element GalleryExample example, OutputReceiver<KV<String, Wanted>> out) {
      if (readable.contains(target)) {
        out.output(KV.of(example.shard(), new Wanted(target, example.id())));
      }
      if (readable.contains(publicSet)) {
        Stream.of(example.model(), example.reference())
            .flatMap(retrieved -> retrieved.neighbours().stream())
            .forEach(
                neighbour ->
                    out.output(KV.of(neighbour.shard(), new Wanted(publicSet, neighbour.id()))));
      }
    }
  }

  private static final class Read extends DoFn<KV<String, Iterable<Wanted>>, Thumbnail> {
    private final String target;
    private final long maxPixels;
    @Nullable private final BackgroundCrop crop;

    Read(String target, long maxPixels, @Nullable BackgroundCrop crop) {
      this.target = target;
      this.maxPixels = maxPixels;
      this.crop = crop;
    }

    @ProcessElement
    public void process(@Element KV<String, Iterable<Wanted>> shard, OutputReceiver<Thumbnail> out)
        throws IOException {
      Set<Wanted> wanted = new HashSet<>();
      shard.getValue().forEach(wanted::add);
      try (WebDatasetReader reader =
          new WebDatasetReader(
              Channels.newInputStream(
                  FileSystems.open(FileSystems.matchNewResource(shard.getKey(), false))),
              ReadLimits.defaults())) {
        ShardEntry entry = reader.next();
        while (entry != null && !wanted.isEmpty()) {
          if (entry instanceof Example example) {
            for (Wanted found : List.copyOf(wanted)) {
              if (found.id().equals(example.key())) {
                wanted.remove(found);
                out.output(thumbnail(found.split(), example));
              }
            }
          }
          entry = reader.next();
        }
      } catch (FileNotFoundException e) {
        // A shard that was there a moment ago: the study stands without its pictures.
        return;
      }
    }

    private Thumbnail thumbnail(String split, Example example) {
      String caption = example.caption() == null ? "" : example.caption();
      String whole = "";
      String background = "";
      if (example.image() != null) {
        try {
          RgbImage image = ImageDecoder.decode(example.image(), maxPixels);
          whole = jpeg(image);
          if (crop != null && split.equals(target)) {
            background = background(image, example);
          }
        } catch (UnreadableImageException e) {
          // Where images were embedded, it was left out; of captions alone it may well be here.
          whole = "";
        }
      }
      return new Thumbnail(
          split,
          example.key(),
          GallerySize.cut(caption.strip(), GallerySize.CAPTION_CHARS),
          whole,
          background);
    }

    private String background(RgbImage image, Example example) {
      return crop.of(image.width(), image.height(), example.boxes())
              instanceof Background.Found found
          ? jpeg(cropped(image, found.crop()))
          : "";
    }

    private static RgbImage cropped(RgbImage image, PixelBox box) {
      return image.crop(box.left(), box.top(), box.right(), box.bottom());
    }

    private static String jpeg(RgbImage image) {
      return Base64.getEncoder().encodeToString(JpegEncoder.encode(image, GallerySize.PIXELS));
    }
  }
}
