package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCvLibraryTest {

  @TempDir Path cache;

  @Test
  void aSecondStartFindsTheCopyOfTheFirst() throws IOException {
    Path first = OpenCvLibrary.cachedCopy(cache);
    FileTime before = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(first, before);

    Path second = OpenCvLibrary.cachedCopy(cache);

    assertEquals(first, second);
    assertEquals(before, Files.getLastModifiedTime(second));
    try (Stream<Path> files = Files.list(first.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aCopyOfAnotherLengthIsReplaced() throws IOException {
    Path library = OpenCvLibrary.cachedCopy(cache);
    long length = Files.size(library);
    Files.write(library, new byte[10]);

    OpenCvLibrary.cachedCopy(cache);

    assertEquals(length, Files.size(library));
    assertTrue(length > 1_000_000);
  }

  @Test
  void aCacheThatCannotBeWrittenIsAnError() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));

    assertThrows(IOException.class, () -> OpenCvLibrary.cachedCopy(file));
  }
}
