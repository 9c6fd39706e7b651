package io.github.dejavubeam.transforms.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Thumbnail;
import io.github.dejavubeam.transforms.crop.CornerCrop;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.PngEncoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class GalleryViewsTest {

  private static final ReadThumbnails READ =
      ReadThumbnails.of("target", "public", Set.of("target", "public"), 1_000_000);

  @TempDir Path folder;

  @Test
  void picksTheFirstOfEveryComparison(TestPipeline pipeline) {
    List<KV<Integer, GalleryExample>> candidates = new ArrayList<>();
    for (int place = 0; place < 2; place++) {
      candidates.add(KV.of(place, example(place, 1, "c", "t.tar", "p.tar")));
      candidates.add(KV.of(place, example(place, 2, "b", "t.tar", "p.tar")));
      candidates.add(KV.of(place, example(place, 1, "a", "t.tar", "p.tar")));
    }

    PAssert.that(
            pipeline
                .apply(
                    Create.of(candidates)
                        .withCoder(
                            KvCoder.of(
                                VarIntCoder.of(), SerializableCoder.of(GalleryExample.class))))
                .apply(PickExamples.of(2)))
        .satisfies(
            picked -> {
              List<String> names = new ArrayList<>();
              picked.forEach(example -> names.add(example.place() + example.id()));
              names.sort(Comparator.naturalOrder());
              assertEquals(List.of("0a", "0b", "1a", "1b"), names);
              return null;
            });
    pipeline.run();
  }

  @Test
  void readsPicturesCaptionsAndBackgroundsOfTheNamedExamplesAlone(TestPipeline pipeline)
      throws Exception {
    String target = shard("target.tar", "other", "wanted");
    String publicShard = shard("public.tar", "near", "last");
    ReadThumbnails read = READ.withBackgrounds(new CornerCrop());

    PAssert.that(thumbnails(pipeline, example(0, 1, "wanted", target, publicShard), read))
        .satisfies(
            found -> {
              List<Thumbnail> sorted = new ArrayList<>();
              found.forEach(sorted::add);
              sorted.sort(Comparator.comparing(Thumbnail::split));
              assertEquals(2, sorted.size());
              assertEquals("near", sorted.get(0).id());
              assertEquals("", sorted.get(0).crop());
              assertEquals("wanted", sorted.get(1).id());
              assertEquals("caption of wanted", sorted.get(1).caption());
              assertEquals(GallerySize.PIXELS, width(sorted.get(1).image()));
              assertEquals(120, width(sorted.get(1).crop()));
              return null;
            });
    pipeline.run();
  }

  @Test
  void aShardThatIsGoneOrNotNamedByTheUserGivesNoPicture(TestPipeline pipeline) throws Exception {
    String target = shard("target.tar", "wanted");
    ReadThumbnails read = ReadThumbnails.of("target", "public", Set.of("public"), 1_000_000);

    PAssert.that(
            thumbnails(
                pipeline, example(0, 1, "wanted", target, folder.resolve("gone.tar") + ""), read))
        .empty();
    pipeline.run();
  }

  @Test
  void anExampleWhosePictureCannotBeReadKeepsItsCaption(TestPipeline pipeline) throws Exception {
    String target = shard("target.tar", "broken");

    PAssert.that(
            thumbnails(
                pipeline,
                example(0, 1, "broken", target, target),
                ReadThumbnails.of("target", "public", Set.of("target"), 1_000_000)))
        .containsInAnyOrder(new Thumbnail("target", "broken", "caption of broken", "", ""));
    pipeline.run();
  }

  private static PCollection<Thumbnail> thumbnails(
      TestPipeline pipeline, GalleryExample example, ReadThumbnails read) {
    return pipeline
        .apply(Create.of(example).withCoder(SerializableCoder.of(GalleryExample.class)))
        .apply(read);
  }

  private static GalleryExample example(
      int place, double score, String id, String shard, String publicShard) {
    GalleryExample.Neighbour near =
        new GalleryExample.Neighbour("near", publicShard, List.of(), 0.5);
    return new GalleryExample(
        place,
        score,
        id,
        shard,
        List.of(new GalleryExample.TrueObject("cat", true, false)),
        new GalleryExample.Retrieved(List.of(), 0, List.of(near)),
        new GalleryExample.Retrieved(List.of(), 0, List.of(near)));
  }

  private String shard(String name, String... keys) throws Exception {
    Path path = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(path);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
      for (String key : keys) {
        byte[] png = PngEncoder.encode(new RgbImage(400, 200, new byte[3 * 400 * 200]));
        add(tar, key + ".png", key.equals("broken") ? new byte[] {1, 2} : png);
        add(tar, key + ".txt", ("caption of " + key).getBytes(StandardCharsets.UTF_8));
      }
    }
    return path.toString();
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws Exception {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static int width(String jpeg) {
    try {
      byte[] bytes = Base64.getDecoder().decode(jpeg);
      assertTrue(bytes.length < 10_000);
      return ImageDecoder.decode(bytes, 1_000_000).width();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
