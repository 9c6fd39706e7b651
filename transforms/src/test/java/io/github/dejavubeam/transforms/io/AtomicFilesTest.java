package io.github.dejavubeam.transforms.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {

  @TempDir Path directory;

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsWrittenWithItsDirectoriesAndReadBack() throws IOException {
    AtomicFiles.write(path("a/b/summary.json"), "{}".getBytes(UTF_8));

    assertArrayEquals("{}".getBytes(UTF_8), AtomicFiles.read(path("a/b/summary.json"), 2));
  }

  @Test
  void aFileOfThatNameIsReplaced() throws IOException {
    AtomicFiles.write(path("f"), "a long first version".getBytes(UTF_8));
    AtomicFiles.write(path("f"), "second".getBytes(UTF_8));

    assertEquals("second", Files.readString(directory.resolve("f")));
    assertEquals(List.of("f"), names());
  }

  @Test
  void aFileThatIsNotThereIsDeletedToo() throws IOException {
    AtomicFiles.write(path("f"), new byte[1]);
    AtomicFiles.delete(path("f"));
    AtomicFiles.delete(path("f"));
    AtomicFiles.delete(path("no/such/directory"));

    assertEquals(List.of(), names());
  }

  @Test
  void whileItIsWrittenAFileHasANameThatNoPatternOfResultsMatches() throws IOException {
    List<String> during = new ArrayList<>();
    AtomicFiles.write(
        path("block.arrow"),
        channel -> {
          channel.write(ByteBuffer.wrap(new byte[10]));
          during.addAll(names());
        });

    assertEquals(1, during.size());
    assertTrue(during.get(0).startsWith(".partial-"), during.get(0));
    assertTrue(during.get(0).endsWith(".tmp"), during.get(0));
    assertEquals(List.of("block.arrow"), names());
  }

  @Test
  void aFailedWriteLeavesWhatWasThere() throws IOException {
    AtomicFiles.write(path("f"), "first".getBytes(UTF_8));
    IOException full = new IOException("disk full");

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    path("f"),
                    channel -> {
                      channel.write(ByteBuffer.wrap(new byte[100_000]));
                      throw full;
                    }));

    assertSame(full, thrown);
    assertEquals("first", Files.readString(directory.resolve("f")));
    assertEquals(List.of("f"), names());
  }

  @Test
  void attemptsAtOnceDoNotMeetAndTheLastToFinishStays() throws IOException {
    AtomicFiles.write(
        path("f"),
        outer -> {
          outer.write(ByteBuffer.wrap("outer".getBytes(UTF_8)));
          AtomicFiles.write(path("f"), "inner".getBytes(UTF_8));
          assertEquals("inner", Files.readString(directory.resolve("f")));
        });

    assertEquals("outer", Files.readString(directory.resolve("f")));
  }

  @Test
  void aWriterMayCloseTheChannel() throws IOException {
    AtomicFiles.write(
        path("f"),
        channel -> {
          channel.write(ByteBuffer.wrap(new byte[3]));
          channel.close();
        });

    assertEquals(3, Files.size(directory.resolve("f")));
  }

  @Test
  void readingIsBounded() throws IOException {
    AtomicFiles.write(path("f"), new byte[20_000]);

    assertEquals(20_000, AtomicFiles.read(path("f"), 20_000).length);
    assertEquals(
        path("f") + " is larger than 19999 bytes",
        assertThrows(IOException.class, () -> AtomicFiles.read(path("f"), 19_999)).getMessage());
    assertThrows(FileNotFoundException.class, () -> AtomicFiles.read(path("missing"), 10));
  }
}
