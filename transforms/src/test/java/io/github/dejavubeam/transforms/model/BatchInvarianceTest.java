package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dejavubeam.transforms.image.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedding is the same, to the bit, whatever else is embedded with it. */
class BatchInvarianceTest {

  private static final int BATCH = 4;

  private interface Embed<T> {
    float[][] run(int threads, List<T> examples);
  }

  @Test
  void ofImages() {
    EncoderSpec spec = clipA().imageEncoder();
    List<RgbImage> images = new ArrayList<>();
    for (int i = 0; i < 2 * BATCH + 3; i++) {
      images.add(Embeddings.noise(64 + i, 80, i));
    }
    assertInvariant(images, (threads, some) -> Embeddings.images(spec, BATCH, threads, some));
  }

  @Test
  void ofCaptions() {
    EncoderSpec spec = clipA().textEncoder();
    assertInvariant(captions(), (threads, some) -> Embeddings.texts(spec, BATCH, threads, some));
  }

  @Test
  void ofSentencesInEveryLengthBucket(@TempDir Path directory) {
    EncoderSpec spec = MiniLm.open(directory).textEncoder();
    assertInvariant(captions(), (threads, some) -> Embeddings.texts(spec, BATCH, threads, some));
  }

  /** The batch size chooses kernels, and with them last digits, but no more. */
  @Test
  void acrossBatchSizesByLessThanAMillionth(@TempDir Path directory) {
    EncoderSpec images = clipA().imageEncoder();
    List<RgbImage> noise = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      noise.add(Embeddings.noise(64 + i, 80, i));
    }
    assertClose(size -> Embeddings.images(images, size, 1, noise));
    EncoderSpec texts = clipA().textEncoder();
    assertClose(size -> Embeddings.texts(texts, size, 1, captions()));
    EncoderSpec sentences = MiniLm.open(directory).textEncoder();
    assertClose(size -> Embeddings.texts(sentences, size, 1, captions()));
  }

  private static void assertClose(IntFunction<float[][]> embed) {
    float[][] expected = embed.apply(32);
    for (int size : new int[] {1, 7}) {
      float[][] vectors = embed.apply(size);
      for (int i = 0; i < vectors.length; i++) {
        assertArrayEquals(expected[i], vectors[i], 1e-6f, "batches of " + size);
      }
    }
  }

  private static <T> void assertInvariant(List<T> examples, Embed<T> embed) {
    float[][] expected = embed.run(1, examples);
    assertNotEquals(expected[0][0], expected[1][0]);

    assertArrayEquals(expected, embed.run(2, examples), "two threads");
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], embed.run(1, List.of(examples.get(i)))[0], "alone");
    }
    for (int count : new int[] {2, BATCH - 1, BATCH, BATCH + 1}) {
      float[][] some = embed.run(1, examples.subList(0, count));
      for (int i = 0; i < count; i++) {
        assertArrayEquals(expected[i], some[i], "one of " + count);
      }
    }
    Random random = new Random(11);
    for (int trial = 0; trial < 3; trial++) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      float[][] shuffled = embed.run(1 + trial % 2, order.stream().map(examples::get).toList());
      for (int i = 0; i < order.size(); i++) {
        assertArrayEquals(expected[order.get(i)], shuffled[i], "shuffled");
      }
    }
  }

  private static List<String> captions() {
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < 2 * BATCH + 3; i++) {
      captions.add("drawing " + i + " of a cat on a mat".repeat(i % 5 == 4 ? 9 : i % 3));
    }
    return captions;
  }

  private static ModelDirectory clipA() {
    Path directory = Path.of("../../shared/sample/models/clip-a");
    assumeTrue(Files.isDirectory(directory), "the sample models are not there: " + directory);
    ModelDirectory model = ModelDirectory.open("clip-a", directory.toString());
    assertEquals(128, model.imageEncoder().dimension());
    return model;
  }
}
