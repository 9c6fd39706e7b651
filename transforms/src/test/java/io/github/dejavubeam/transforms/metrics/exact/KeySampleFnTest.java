package io.github.dejavubeam.transforms.metrics.exact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.hamcrest.CustomMatcher;
import org.junit.jupiter.api.Test;

class KeySampleFnTest {

  private static final KeySampleFn<Word> FN = new KeySampleFn<>(new Word.Orders());

  @Test
  void keepsTheRecordsOfSmallestHashHoweverTheyAreSharded() {
    List<Word> words = words(3 * KeySample.SIZE);
    List<String> expected =
        words.stream()
            .map(Word::id)
            .sorted(Comparator.comparingLong(KeySample::hash))
            .limit(KeySample.SIZE)
            .toList();

    CombineFnTester.testCombineFn(FN, words, new SamplesIds(expected));
    assertFalse(expected.equals(words.stream().map(Word::id).limit(KeySample.SIZE).toList()));
  }

  @Test
  void keepsEveryRecordOfAShortInput() {
    List<Word> words = words(5);

    CombineFnTester.testCombineFn(
        FN,
        words,
        new SamplesIds(
            words.stream()
                .map(Word::id)
                .sorted(Comparator.comparingLong(KeySample::hash))
                .toList()));
  }

  @Test
  void equalSamplesHaveEqualBytes() throws Exception {
    KeySample.Coder coder = new KeySample.Coder();
    List<Word> words = words(2000);
    KeySample forward = FN.createAccumulator();
    KeySample backward = FN.createAccumulator();
    for (int i = 0; i < words.size(); i++) {
      FN.addInput(forward, words.get(i));
      FN.addInput(backward, words.get(words.size() - 1 - i));
    }

    byte[] bytes = CoderUtils.encodeToByteArray(coder, forward);

    assertArrayEquals(bytes, CoderUtils.encodeToByteArray(coder, backward));
    KeySample decoded = CoderUtils.decodeFromByteArray(coder, bytes);
    assertEquals(ids(forward), ids(decoded));
    assertArrayEquals(bytes, CoderUtils.encodeToByteArray(coder, decoded));
  }

  @Test
  void hashesOfSimilarIdsSpreadEvenly() {
    int[] buckets = new int[16];
    for (Word word : words(16_000)) {
      buckets[(int) (KeySample.hash(word.id()) >>> 60)]++;
    }
    for (int bucket : buckets) {
      // 1000 expected, 31 the standard deviation.
      assertTrue(Math.abs(bucket - 1000) < 160, () -> "uneven: " + bucket);
    }
  }

  private static List<Word> words(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Word("shard-000/" + i, i % 7, -i, 0.5))
        .toList();
  }

  private static List<String> ids(KeySample sample) {
    return sample.entries().stream().map(KeySample.Entry::id).toList();
  }

  private static final class SamplesIds extends CustomMatcher<KeySample> {
    private final List<String> ids;

    SamplesIds(List<String> ids) {
      super("a sample of " + ids);
      this.ids = ids;
    }

    @Override
    public boolean matches(Object sample) {
      return ids((KeySample) sample).equals(ids);
    }
  }
}
