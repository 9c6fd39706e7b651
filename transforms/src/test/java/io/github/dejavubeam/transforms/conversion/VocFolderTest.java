package io.github.dejavubeam.transforms.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.transforms.io.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocFolderTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Map<String, Long> leftOut;
  private Map<String, Long> notes;

  private List<String> convert(int firstPixel) throws IOException {
    lines.reset();
    try (AnnotationWriter out = new AnnotationWriter(lines, ReadLimits.defaults(), false)) {
      leftOut = out.leftOut();
      notes = out.notes();
      VocFolder.convert(folder, out, firstPixel);
    }
    return lines.toString(UTF_8).strip().lines().toList();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String object(String name, String... sides) {
    return "<object><name>%s</name><pose>Left</pose><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox></object>"
        .formatted(name, sides[0], sides[1], sides[2], sides[3]);
  }

  private static String annotation(String... objects) {
    return "<annotation>\n<folder>f</folder><filename>n</filename><size><width>9</width></size>"
        + String.join("\n", objects)
        + "</annotation>\n";
  }

  @Test
  void theLastPixelOfABoxBelongsToItThereAndNotHere() throws IOException {
    file(
        "000001.xml",
        annotation(object("dog", "1", "1", "353", "500"), object("cat", "8", "9", "8", "9")));

    assertEquals(
        List.of(
            "{\"key\":\"000001\",\"objects\":["
                + "{\"label\":\"dog\",\"box\":[0.0,0.0,353.0,500.0]},"
                + "{\"label\":\"cat\",\"box\":[7.0,8.0,8.0,9.0]}]}"),
        convert(1));
    assertEquals(Map.of(), leftOut);
  }

  @Test
  void aFolderForEachClassGivesKeysAndClassesAsImageNetHasThem() throws IOException {
    file("n01440764/n01440764_10026.xml", annotation(object("n01440764", "0", "0", "9", "9")));
    file("n01443537/n01443537_2.xml", annotation(object("n01443537", "3", "4", "9", "9")));

    assertEquals(
        List.of(
            "{\"key\":\"n01440764/n01440764_10026\",\"label\":\"n01440764\",\"objects\":["
                + "{\"label\":\"n01440764\",\"box\":[0.0,0.0,10.0,10.0]}]}",
            "{\"key\":\"n01443537/n01443537_2\",\"label\":\"n01443537\",\"objects\":["
                + "{\"label\":\"n01443537\",\"box\":[3.0,4.0,10.0,10.0]}]}"),
        convert(0));
    assertEquals(Map.of(), notes);
    convert(1);
    assertEquals(Map.of("boxes begin before pixel 1", 1L), notes);
  }

  @Test
  void partsOfAnObjectAreNotObjects() throws IOException {
    file(
        "a.xml",
        annotation(
            "<object><name>person</name><part><name>head</name><bndbox><xmin>7</xmin></bndbox></part>"
                + "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object>"));
    assertEquals(
        List.of(
            "{\"key\":\"a\",\"label\":\"person\",\"objects\":["
                + "{\"label\":\"person\",\"box\":[0.0,0.0,2.0,2.0]}]}"),
        convert(1));
  }

  @Test
  void entitiesAreNeitherFetchedNorUnfolded() throws IOException {
    file("secret.txt", "a secret");
    String secret = folder.resolve("secret.txt").toUri().toString();
    file(
        "external.xml",
        "<!DOCTYPE annotation [<!ENTITY x SYSTEM \""
            + secret
            + "\">]>"
            + annotation(object("&x;", "1", "1", "2", "2")));
    StringBuilder laughs = new StringBuilder("<!DOCTYPE annotation [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    file("laughs.xml", laughs + "]>" + annotation(object("&l29;", "1", "1", "2", "2")));
    file("undeclared.xml", annotation(object("&x;", "1", "1", "2", "2")));

    assertEquals(List.of(), convert(1).stream().filter(line -> !line.isEmpty()).toList());
    assertEquals(
        Map.of(
            "file: it is no XML, or has a document type", 3L,
            "file: its name does not end in .xml", 1L),
        leftOut);
  }

  @Test
  void filesAndObjectsThatCannotBeUsedAreLeftOutAndCounted() throws IOException {
    file("bad.xml", "<annotation><object>");
    file("deep.xml", "<annotation>" + "<a>".repeat(100) + "</annotation>");
    file("empty.xml", "");
    file("large.xml", annotation() + " ".repeat(1 << 20));
    file("other.xml", "<html/>");
    file("note.txt", "");
    file(
        "some.xml",
        annotation(
            object(" ", "1", "1", "2", "2"),
            object("dog", "3", "1", "2", "2"),
            object("cat", "one", "1", "2", "2"),
            "<object><name>cow</name></object>"));

    assertEquals(
        List.of(
            "{\"key\":\"some\",\"objects\":[{\"label\":\"dog\"},{\"label\":\"cat\"},{\"label\":\"cow\"}]}"),
        convert(1));
    assertEquals(
        Map.of(
            "file: it is no XML, or has a document type", 3L,
            "file: it is larger than 1048576 bytes", 1L,
            "file: it has no element annotation", 1L,
            "file: its name does not end in .xml", 1L,
            "object: its label is blank, longer than the limit or not Unicode", 1L,
            "box: it is not four numbers in order", 3L),
        leftOut);
  }
}
