package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardPatternsTest {

  @TempDir Path directory;

  @BeforeEach
  void writeShards() throws IOException {
    for (String name : List.of("s-00.tar", "s-01.tar", "s-02.tar", "t.tar", "notes.txt")) {
      Files.writeString(directory.resolve(name), name);
    }
    Files.createDirectories(directory.resolve("sub.tar"));
    Files.writeString(directory.resolve("sub.tar/u.tar"), "u");
  }

  /** The shards' paths below the directory. */
  private List<String> expand(String... patterns) {
    return ShardPatterns.expand(
            "--target", List.of(patterns).stream().map(p -> directory + "/" + p).toList())
        .stream()
        .map(shard -> directory.toAbsolutePath().relativize(Path.of(shard.path())).toString())
        .toList();
  }

  private String fault(String... patterns) {
    return assertThrows(IllegalArgumentException.class, () -> expand(patterns))
        .getMessage()
        .replace(directory.toString(), "DIR");
  }

  @Test
  void pathsGlobsRangesAndDirectoriesNameShards() {
    assertEquals(List.of("t.tar"), expand("t.tar"));
    assertEquals(List.of("s-00.tar", "s-01.tar", "s-02.tar"), expand("s-*.tar"));
    assertEquals(List.of("s-01.tar", "s-02.tar"), expand("s-{01..02}.tar"));
    assertEquals(List.of("s-01.tar", "s-02.tar", "t.tar"), expand("s-0{1..2}.*", "t.tar"));
    assertEquals(List.of("s-00.tar", "s-01.tar", "s-02.tar", "t.tar"), expand(""));
    assertEquals(List.of("sub.tar/u.tar"), expand("sub.tar"));
    assertEquals(List.of("s-01.tar", "t.tar"), expand("{s-01,t}.tar"));
  }

  @Test
  void shardsAreSortedAndEachComesOnce() {
    assertEquals(
        List.of("s-00.tar", "s-01.tar", "s-02.tar", "t.tar"),
        expand("t.tar", "s-{00..02}.tar", "*.tar", "./s-01.tar"));
  }

  /** Options come cut at every comma. */
  @Test
  void alternativesAreOnePattern() {
    String cut = directory + "/{s-01";
    assertEquals(2, ShardPatterns.expand("--target", List.of(cut, "t}.tar")).size());
    assertEquals(
        "--target=DIR/{s-01,u}.tar: there is no DIR/u.tar: correct the pattern, or give a glob (*)",
        fault("{s-01,u}.tar"));
  }

  @Test
  void aShardCarriesSizeAndTimeOfChange() throws IOException {
    Path file = directory.resolve("t.tar");

    assertEquals(
        List.of(Shard.of(file.toString(), 5, Files.getLastModifiedTime(file).toMillis())),
        ShardPatterns.expand("--target", List.of(file.toString())));
  }

  @Test
  void aPatternThatMatchesNothingIsNamedWithOptionAndMend() {
    String mend =
        ": no such file, and no directory that holds *.tar or *.parquet: correct the path, or give"
            + " a glob (*) or a range ({000..123})";

    assertEquals("--target=DIR/missing.tar" + mend, fault("t.tar", "missing.tar"));
    assertEquals("--target=DIR/x-*.tar" + mend, fault("x-*.tar"));
    assertEquals("--target=DIR/missing/*.tar" + mend, fault("missing/*.tar"));
  }

  @Test
  void aDirectoryWithoutShardsIsAFault() throws IOException {
    Files.createDirectory(directory.resolve("empty"));
    assertTrue(fault("empty").startsWith("--target=DIR/empty: no such file, and no directory"));
  }

  @Test
  void theFirstMissingFileOfARangeIsNamed() {
    assertEquals(
        "--target=DIR/s-{00..99}.tar: there is no DIR/s-03.tar: correct the pattern, or give a glob"
            + " (*)",
        fault("s-{00..99}.tar"));
  }

  @Test
  void aMalformedPatternIsAFault() {
    assertEquals("--target=DIR/s-{2..1}.tar: the range {2..1} runs down", fault("s-{2..1}.tar"));
    assertTrue(fault("{0..9999999}.tar").contains("more than 1000000 names"));
    assertEquals(
        "--target= : the pattern is blank: give a path or a pattern",
        assertThrows(
                IllegalArgumentException.class,
                () -> ShardPatterns.expand("--target", List.of(" ")))
            .getMessage());
    assertEquals(
        "--target names no shard: give a path or a pattern",
        assertThrows(
                IllegalArgumentException.class, () -> ShardPatterns.expand("--target", List.of()))
            .getMessage());
  }

  @Test
  void aFileSystemThatIsNotThereIsAFault() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ShardPatterns.expand("--public", List.of("nowhere://bucket/*.tar")))
            .getMessage();

    assertTrue(message.startsWith("--public=nowhere://bucket/*.tar: "), message);
    assertTrue(message.contains("nowhere"), message);
  }
}
