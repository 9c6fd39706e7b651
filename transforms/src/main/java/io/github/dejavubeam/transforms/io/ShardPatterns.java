package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * Finds the shards that an option names, by Beam's file systems: plain paths, globs, directories
 * (all their {@code *.tar}, or where there is none, all their {@code *.parquet}), numeric ranges as
 * in {@code shard-{00000..00999}.tar}, and alternatives as in {@code {train,val}/*.tar}.
 */
public final class ShardPatterns {

  /** Names asked of the file system at once: many for its batches, few for what a miss costs. */
  private static final int BATCH = 256;

  private ShardPatterns() {}

  /**
   * The shards of all patterns, sorted by path, each once.
   *
   * @param option the option as the user types it, such as {@code --target}
   * @param patterns its values, cut at every comma; ranges may stand for at most 1,000,000 names in
   *     a pattern
   * @throws IllegalArgumentException naming the option, the pattern and the mend if there is no
   *     pattern, if one matches nothing (of a range: if any of its names does) or is malformed, or
   *     if the file system cannot be asked
   */
  public static List<Shard> expand(String option, List<String> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException(option + " names no shard: give a path or a pattern");
    }
    SortedMap<String, Shard> shards = new TreeMap<>();
    for (String pattern : ShardRanges.joined(patterns)) {
      try {
        for (Metadata file : match(pattern)) {
          Shard shard = shard(file);
          shards.put(shard.path(), shard);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalArgumentException(option + "=" + pattern + ": " + e.getMessage(), e);
      }
    }
    return List.copyOf(shards.values());
  }

  private static List<Metadata> match(String pattern) throws IOException {
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("the pattern is blank: give a path or a pattern");
    }
    List<String> names = ShardRanges.expand(pattern);
    return names.size() == 1 ? matchOne(names.get(0)) : matchAll(names);
  }

  private static List<Metadata> matchOne(String pattern) throws IOException {
    List<Metadata> files = files(FileSystems.match(pattern, EmptyMatchTreatment.ALLOW));
    if (!files.isEmpty()) {
      return files;
    }
    if (!FileSystems.hasGlobWildcard(pattern)) {
      String inside = pattern + (pattern.endsWith("/") ? "*" : "/*");
      // Where there are tars, parquet files beside them are tables without the images.
      for (String ending : List.of(".tar", ParquetShardReader.ENDING)) {
        if (files.isEmpty()) {
          files = files(FileSystems.match(inside + ending, EmptyMatchTreatment.ALLOW));
        }
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "no such file, and no directory that holds *.tar or *.parquet: correct the path, or give"
              + " a glob (*) or a range ({000..123})");
    }
    return files;
  }

  /** Asks for the first name alone, then for more at a time: a wrong pattern is told at once. */
  private static List<Metadata> matchAll(List<String> names) throws IOException {
    List<Metadata> all = new ArrayList<>(names.size());
    int size = 1;
    for (int start = 0; start < names.size(); start += size, size = Math.min(2 * size, BATCH)) {
      List<String> batch = names.subList(start, Math.min(start + size, names.size()));
      List<MatchResult> results = FileSystems.match(batch, EmptyMatchTreatment.ALLOW);
      for (int i = 0; i < batch.size(); i++) {
        List<Metadata> files = files(results.get(i));
        if (files.isEmpty()) {
          throw new IllegalArgumentException(
              "there is no " + batch.get(i) + ": correct the pattern, or give a glob (*)");
        }
        all.addAll(files);
      }
    }
    return all;
  }

  private static List<Metadata> files(MatchResult result) throws IOException {
    return result.metadata().stream().filter(file -> !file.resourceId().isDirectory()).toList();
  }

  private static Shard shard(Metadata file) {
    return Shard.of(file.resourceId().toString(), file.sizeBytes(), file.lastModifiedMillis());
  }
}
