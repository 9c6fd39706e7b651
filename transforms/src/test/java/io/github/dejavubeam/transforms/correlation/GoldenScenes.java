package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The real scenes and what an independent implementation made of them. */
final class GoldenScenes {

  static final Path SHARED = Path.of("../../shared/sample");

  private GoldenScenes() {}

  /** The examples of a split by key. */
  static Map<String, Example> examples(String split) throws IOException {
    TreeMap<String, Example> examples = new TreeMap<>();
    try (var shards = Files.newDirectoryStream(SHARED.resolve("scenes").resolve(split), "*.tar")) {
      for (Path shard : shards) {
        try (WebDatasetReader reader =
            new WebDatasetReader(Files.newInputStream(shard), ReadLimits.defaults())) {
          for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
            examples.put(entry.key(), (Example) entry);
          }
        }
      }
    }
    return examples;
  }

  /** Counts of the tags of a split. */
  static TagCounts tagCounts(String split) throws IOException {
    TagCounts counts = new TagCounts();
    for (Example example : examples(split).values()) {
      counts.add(example.label(), TopTags.of(example.tags(), Integer.MAX_VALUE));
    }
    return counts;
  }

  /** Rows of a table, cells by column. */
  static List<Map<String, String>> table(String path) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SHARED.resolve("golden/scenes").resolve(path))),
                StandardCharsets.UTF_8))) {
      List<String> columns = List.of(lines.readLine().split(",", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
          row.put(columns.get(i), cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
