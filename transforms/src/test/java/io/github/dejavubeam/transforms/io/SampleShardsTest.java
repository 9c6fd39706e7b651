package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dejavubeam.schemas.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example of the real shards is read, with all its parts. */
class SampleShardsTest {

  private static final Path SAMPLE = Path.of("../../shared/sample");

  @ParameterizedTest
  @CsvSource({
    "clipart/target-a, 1380",
    "clipart/target-b, 1296",
    "clipart/public, 1164",
    "clipart/heldout, 422",
    "mini/clipart/target-a, 200",
    "mini/clipart/target-b, 200",
    "mini/clipart/public, 145",
    "mini/clipart/heldout, 60"
  })
  void everyExampleIsWhole(String split, int count) throws IOException {
    assumeTrue(Files.isDirectory(SAMPLE), "no sample data at " + SAMPLE);
    Set<String> keys = new HashSet<>();

    for (Shard shard :
        ShardPatterns.expand("--target", List.of(SAMPLE.resolve(split).toString()))) {
      try (WebDatasetReader reader =
          new WebDatasetReader(
              Files.newInputStream(Path.of(shard.path())), ReadLimits.defaults())) {
        for (ShardEntry entry : Tars.readAll(reader)) {
          Example example = (Example) entry;
          assertTrue(keys.add(example.key()), example.key());
          assertTrue(example.image().length > 100, example.key());
          assertFalse(example.caption().isBlank(), example.key());
          assertFalse(example.objects().isEmpty(), example.key());
        }
        assertEquals(shard.sizeBytes(), reader.bytesRead());
      }
    }
    assertEquals(count, keys.size());
  }
}
