package io.github.dejavubeam.transforms.metrics.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class FirstRecordsTest {

  private static final List<Double> FRACTIONS = List.of(0.001, 0.1, 0.37, 1.0);

  @Test
  void meansAreThoseOfASort(TestPipeline pipeline) {
    Random random = new Random(5);
    List<List<Word>> cases =
        List.of(
            words(1, i -> word(i, 0, 0.5, random)),
            words(7, i -> word(i, i % 2, -i, random)),
            // A little over the size of the sample: most ranges hold one record.
            words(KeySample.SIZE + 1, i -> word(i, random.nextInt(3), random.nextInt(), random)),
            // An id that occurs more than once: the smaller values are taken first.
            words(9, i -> new Word("same", 1, 1, random.nextDouble())),
            // All scores tie, ids share a prefix: only the ends of the ids decide.
            words(3000, i -> word(i, 4, 0.25, random)),
            words(3000, i -> word(i, random.nextInt(5), random.nextGaussian(), random)));
    List<KV<Integer, Word>> input = new ArrayList<>();
    for (int key = 0; key < cases.size(); key++) {
      for (Word word : cases.get(key)) {
        input.add(KV.of(key, word));
      }
    }
    Collections.shuffle(input, random);

    PCollection<KV<Integer, FirstMeans>> means =
        pipeline
            .apply(Create.of(input).withCoder(KvCoder.of(VarIntCoder.of(), new Word.Coder())))
            .apply(FirstRecords.of(new Word.Orders(), FRACTIONS));

    Map<String, Double> expected = new HashMap<>();
    Map<String, Double> variances = new HashMap<>();
    for (int key = 0; key < cases.size(); key++) {
      for (int order = 0; order < 2; order++) {
        for (double fraction : FRACTIONS) {
          List<Word> first = first(cases.get(key), order, fraction);
          expected.put(
              name(key, order, fraction, first.size()),
              first.stream().mapToDouble(Word::value).sum() / first.size());
          variances.put(name(key, order, fraction, first.size()), variance(first));
        }
      }
    }
    PAssert.that(means)
        .satisfies(
            results -> {
              Map<String, Double> actual = new HashMap<>();
              for (KV<Integer, FirstMeans> result : results) {
                FirstMeans first = result.getValue();
                actual.put(
                    name(result.getKey(), first.order(), first.fraction(), first.records()),
                    first.means().get(0));
                String name =
                    name(result.getKey(), first.order(), first.fraction(), first.records());
                assertEquals(variances.get(name), first.covariances().get(0), 1e-12, name);
              }
              assertEquals(expected.keySet(), actual.keySet());
              expected.forEach((name, mean) -> assertEquals(mean, actual.get(name), 1e-12, name));
              return null;
            });
    pipeline.run();
  }

  @Test
  void refusesFractionsThatAreNone() {
    Word.Orders orders = new Word.Orders();
    for (double fraction : new double[] {0, -0.1, 1.01, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> FirstRecords.of(orders, List.of(fraction)));
    }
    assertThrows(IllegalArgumentException.class, () -> FirstRecords.of(orders, List.of()));
  }

  private static double variance(List<Word> words) {
    double mean = words.stream().mapToDouble(Word::value).average().orElseThrow();
    return words.stream()
        .mapToDouble(word -> (word.value() - mean) * (word.value() - mean))
        .average()
        .orElseThrow();
  }

  private static String name(int key, int order, double fraction, long records) {
    return key + ", order " + order + ", first " + fraction + " = " + records;
  }

  private static List<Word> first(List<Word> words, int order, double fraction) {
    Word.Orders orders = new Word.Orders();
    return words.stream()
        .sorted(
            Comparator.comparingLong((Word word) -> orders.score(word, order))
                .thenComparing(Word::id)
                .thenComparing(Word::value))
        .limit(Math.max(1, (long) Math.floor(words.size() * fraction + 1e-9)))
        .toList();
  }

  private static List<Word> words(int count, IntFunction<Word> word) {
    return IntStream.range(0, count).mapToObj(word).toList();
  }

  private static Word word(int i, int first, double second, Random random) {
    return new Word("data/shard-000/example-" + i, first, second, random.nextDouble() * 2 - 1);
  }
}
