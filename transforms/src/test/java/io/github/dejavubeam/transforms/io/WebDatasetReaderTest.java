package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.Tars.faults;
import static io.github.dejavubeam.transforms.io.Tars.keys;
import static io.github.dejavubeam.transforms.io.Tars.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.dejavubeam.schemas.LabelledObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebDatasetReaderTest {

  private static Example only(List<ShardEntry> entries) {
    assertEquals(1, entries.size(), entries::toString);
    return (Example) entries.get(0);
  }

  @Test
  void membersOfOneKeyMakeAnExample() throws IOException {
    Example example =
        only(
            tar()
                .member("cats/7.jpg", new byte[] {1, 2, 3})
                .member("cats/7.txt", "Two cats \n")
                .member("cats/7.json", "{\"objects\": [{\"label\": \"cat\", \"score\": 0.5}]}")
                .member("cats/7.cls", "12\n")
                .read());

    assertEquals("cats/7", example.key());
    assertArrayEquals(new byte[] {1, 2, 3}, example.image());
    assertEquals("Two cats \n", example.caption());
    assertEquals(List.of(LabelledObject.of("cat", 0.5)), example.objects());
    assertEquals("12", example.label());
  }

  @Test
  void examplesComeInTheOrderOfTheShard() throws IOException {
    assertEquals(List.of("b", "a", "c"), keys(tar().example("b").example("a").example("c").read()));
  }

  @Test
  void theKeyEndsAtTheFirstDotOfTheBaseNameAndKeepsItsDirectories() throws IOException {
    List<ShardEntry> entries =
        tar()
            .member("v1.0/a.jpg", "1")
            .member("v1.0/b.jpg", "2")
            .member("./a.jpg", "3")
            .member("a.jpg", "4")
            .read();

    assertEquals(List.of("v1.0/a", "v1.0/b", "./a", "a"), keys(entries));
  }

  @Test
  void theWholeExtensionDecidesSoASegmentationMaskIsNoSecondImage() throws IOException {
    Example example = only(tar().member("a.seg.png", "mask").member("a.PNG", "image").read());

    assertArrayEquals("image".getBytes(UTF_8), example.image());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "jpeg", "png", "webp", "gif", "JPG", "Png"})
  void imagesAreToldByExtensionInEitherCase(String extension) throws IOException {
    assertArrayEquals(
        new byte[] {9}, only(tar().member("a." + extension, new byte[] {9}).read()).image());
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "caption", "TXT"})
  void captionsAreToldByExtensionInEitherCase(String extension) throws IOException {
    assertEquals("hello", only(tar().member("a." + extension, "hello").read()).caption());
  }

  @Test
  void onlyConsecutiveMembersAreJoined() throws IOException {
    List<ShardEntry> entries =
        tar().member("a.jpg", "1").member("b.ignored", "2").member("a.txt", "3").read();

    assertEquals(List.of("a", "a"), keys(entries));
    assertNull(((Example) entries.get(0)).caption());
    assertNull(((Example) entries.get(1)).image());
  }

  @Test
  void membersWithoutImageCaptionAndAnnotationsMakeNoExample() throws IOException {
    List<ShardEntry> entries =
        tar().member("a.cls", "1").member("b.npy", "2").member("c.txt", "3").read();

    assertEquals(List.of("c"), keys(entries));
    assertEquals(List.of(), faults(entries));
  }

  @Test
  void namesThatWebDatasetSkipsAreSkipped() throws IOException {
    List<ShardEntry> entries =
        tar()
            .member("a.jpg", "1")
            .member("README", "2")
            .member(".hidden.jpg", "3")
            .member("dir.x/.txt", "4")
            .member("a.txt", "5")
            .read();

    assertEquals("5", only(entries).caption());
  }

  @Test
  void linksDirectoriesAndDevicesAreSkipped() throws IOException {
    List<ShardEntry> entries =
        tar()
            .special("dir.jpg/", TarConstants.LF_DIR)
            .special("a.jpg", TarConstants.LF_SYMLINK)
            .special("b.jpg", TarConstants.LF_LINK)
            .special("c.jpg", TarConstants.LF_CHR)
            .special("d.jpg", TarConstants.LF_BLK)
            .special("e.jpg", TarConstants.LF_FIFO)
            .member("f.jpg", "image")
            .read();

    assertEquals(List.of("f"), keys(entries));
    assertEquals(List.of(), faults(entries));
  }

  @ParameterizedTest
  @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU})
  void longNamesAreReadInBothConventions(int longFileMode) throws IOException {
    for (String base : List.of("a", "ä", "語", "😀")) {
      String key = "directory/".repeat(30) + base;
      assertEquals(List.of(key), keys(tar().longNamesAs(longFileMode).example(key).read()));
    }
  }

  @Test
  void aNameThatIsNotUtf8IsReadAsLatin1SoThatDifferentNamesStayDifferent() throws IOException {
    byte[] shard = tar().member("caf_.jpg", "1").member("caf_.txt", "2").bytes();
    shard[3] = (byte) 0xE9;
    shard[1024 + 3] = (byte) 0xE8;
    Tars.fixChecksum(shard, 0);
    Tars.fixChecksum(shard, 1024);

    assertEquals(List.of("café", "cafè"), keys(Tars.read(shard)));
  }

  @Test
  void captionAndClassOfTheJsonServeWhereThereIsNoMemberOfTheirOwn() throws IOException {
    String json = "{\"caption\": \"from json\", \"label\": \"dog\"}";
    Example without = only(tar().member("a.json", json).read());
    Example with =
        only(tar().member("a.json", json).member("a.txt", "own").member("a.cls", "3").read());

    assertEquals("from json", without.caption());
    assertEquals("dog", without.label());
    assertEquals("own", with.caption());
    assertEquals("3", with.label());
  }

  @Test
  void aBlankClassIsNone() throws IOException {
    assertNull(only(tar().member("a.txt", "caption").member("a.cls", " \n").read()).label());
  }

  @Test
  void aKeyThatOccursAgainLaterIsLeftToTheCaller() throws IOException {
    assertEquals(List.of("a", "b", "a"), keys(tar().example("a").example("b").example("a").read()));
  }

  @Test
  void progressIsCountedUpToTheWholeShard() throws IOException {
    byte[] shard = tar().example("a").example("b").bytes();
    WebDatasetReader reader =
        new WebDatasetReader(new ByteArrayInputStream(shard), ReadLimits.defaults());

    assertEquals(0, reader.bytesRead());
    reader.next();
    // The first example is known to be whole once the first member of the second is met and read.
    assertEquals(7 * 512 + "image of b".length(), reader.bytesRead());
    Tars.readAll(reader);
    assertEquals(shard.length, reader.bytesRead());
    reader.close();
  }
}
