package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.RetrievedObjects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

final class ExampleResultCoderTest {

  private static final ExampleResultCoder CODER = ExampleResultCoder.of();

  @Test
  void everyResultSurvivesAndEqualResultsHaveEqualBytes() throws Exception {
    CODER.verifyDeterministic();
    assertSame(CODER.getClass(), SerializableUtils.clone(CODER).getClass());
    for (int row = 0; row < 200; row++) {
      ExampleResult result = ExampleResults.random(new Random(row), row);
      ExampleResult equal = ExampleResults.random(new Random(row), row);
      byte[] bytes = CoderUtils.encodeToByteArray(CODER, result);

      assertEquals(result, CoderUtils.decodeFromByteArray(CODER, bytes));
      assertArrayEquals(bytes, CoderUtils.encodeToByteArray(CODER, equal));
    }
  }

  @Test
  void resultsFollowEachOtherInAStream() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int row = 0; row < 5; row++) {
      CODER.encode(ExampleResults.random(new Random(row), row), bytes);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
    for (int row = 0; row < 5; row++) {
      assertEquals(ExampleResults.random(new Random(row), row), CODER.decode(in));
    }
    assertEquals(0, in.available());
  }

  @Test
  void aHundredNeighboursTakeLittleMoreThanTheirIdsAndDistances() throws IOException {
    List<String> ids = IntStream.range(0, 100).mapToObj(i -> "public-%05d".formatted(i)).toList();
    RetrievedObjects retrieved =
        RetrievedObjects.of(
            ids,
            DoubleStream.iterate(0, d -> d + 0.01).limit(100).boxed().toList(),
            List.of(),
            0,
            0,
            0);
    ExampleResult result =
        ExampleResult.of(
            "id",
            Studies.comparison("a", "b", 100, Comparison.ALL_OBJECTS),
            List.of(),
            retrieved,
            retrieved);
    int content = 2 * 100 * (12 + 8);

    int bytes = CoderUtils.encodeToByteArray(CODER, result).length;

    assertTrue(bytes > content && bytes < content + 2 * 100 + 80, "bytes: " + bytes);
  }

  @Test
  void brokenBytesAreReportedAsSuch() throws IOException {
    byte[] whole = CoderUtils.encodeToByteArray(CODER, ExampleResults.random(new Random(1), 1));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> CODER.decode(new ByteArrayInputStream(cut)));
    }
    assertThrows(CoderException.class, () -> CoderUtils.encodeToByteArray(CODER, null));
    assertEquals(
        ExampleResults.random(new Random(1), 1), CoderUtils.decodeFromByteArray(CODER, whole));
  }
}
