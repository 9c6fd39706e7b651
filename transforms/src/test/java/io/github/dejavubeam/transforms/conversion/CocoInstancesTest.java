package io.github.dejavubeam.transforms.conversion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.io.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CocoInstancesTest {

  private static final String CATEGORIES =
      "\"categories\": [{\"supercategory\": \"animal\", \"id\": 18, \"name\": \"dog\"},"
          + " {\"id\": 37, \"name\": \"sports ball\"}]";

  private static final String IMAGES =
      "\"images\": [{\"license\": 1, \"file_name\": \"000000000139.jpg\", \"id\": 139},"
          + " {\"id\": 7, \"file_name\": \"train/000000000007.jpg\"}]";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private Map<String, Long> leftOut;

  private List<String> convert(String json) throws IOException, MalformedAnnotationsException {
    return convert(json, ReadLimits.defaults(), false);
  }

  private List<String> convert(String json, ReadLimits limits, boolean baseNames)
      throws IOException, MalformedAnnotationsException {
    lines.reset();
    try (AnnotationWriter out = new AnnotationWriter(lines, limits, baseNames)) {
      leftOut = out.leftOut();
      CocoInstances.convert(new ByteArrayInputStream(json.getBytes(UTF_8)), out);
    }
    return lines.toString(UTF_8).strip().lines().toList();
  }

  private static String annotation(int image, int category, String box) {
    return "{\"segmentation\": [[1.5, 2, 3, 4]], \"area\": 9, \"iscrowd\": 0, \"image_id\": "
        + image
        + ", \"bbox\": "
        + box
        + ", \"category_id\": "
        + category
        + ", \"id\": 1}";
  }

  private static String annotations(String... all) {
    return "\"annotations\": [" + String.join(", ", all) + "]";
  }

  private static String file(String... parts) {
    return "{\"info\": {\"year\": 2017}, " + String.join(", ", parts) + "}";
  }

  @Test
  void aBoxOfWidthAndHeightBecomesOneOfFourEdges() throws Exception {
    List<String> written =
        convert(
            file(
                IMAGES,
                annotations(
                    annotation(139, 37, "[473.07, 395.93, 38.65, 28.67]"),
                    annotation(7, 18, "[0, 1, 2, 3]"),
                    annotation(139, 18, "[1e1, 0.1, 0.2, 0.3]")),
                CATEGORIES));

    // In binary 473.07 + 38.65 would be 511.71999999999997.
    assertEquals(
        List.of(
            "{\"key\":\"000000000139\",\"objects\":["
                + "{\"label\":\"sports ball\",\"box\":[473.07,395.93,511.72,424.6]},"
                + "{\"label\":\"dog\",\"box\":[10.0,0.1,10.2,0.4]}]}",
            "{\"key\":\"train/000000000007\",\"objects\":["
                + "{\"label\":\"dog\",\"box\":[0.0,1.0,2.0,4.0]}]}"),
        written);
    assertEquals(Map.of(), leftOut);
  }

  @Test
  void theOrderOfTheListsDoesNotMatter() throws Exception {
    String annotations = annotations(annotation(7, 18, "[0, 1, 2, 3]"));
    assertEquals(
        convert(file(IMAGES, annotations, CATEGORIES)),
        convert(file(annotations, CATEGORIES, IMAGES)));
  }

  @Test
  void anImageWithoutObjectsIsSaidToHaveNone() throws Exception {
    assertEquals(
        "{\"key\":\"000000000139\",\"objects\":[]}",
        convert(file(IMAGES, annotations(), CATEGORIES)).get(0));
  }

  @Test
  void keysMayBeWithoutDirectories() throws Exception {
    List<String> written =
        convert(file(IMAGES, annotations(), CATEGORIES), ReadLimits.defaults(), true);
    assertEquals("{\"key\":\"000000000007\",\"objects\":[]}", written.get(1));
  }

  @Test
  void whatCannotBeUsedIsLeftOutAndCounted() throws Exception {
    String images =
        "\"images\": [7, {\"id\": 1}, {\"file_name\": \"a.jpg\"}, {\"id\": 2, \"file_name\":"
            + " \"b.jpg\"}, {\"id\": 2, \"file_name\": \"c.jpg\"}, {\"id\": 3, \"file_name\":"
            + " \"../d.jpg\"}, {\"id\": 4, \"file_name\": \"plain\"}, {\"id\": 5, \"file_name\":"
            + " \"\\ud83d.jpg\"}]";
    List<String> written =
        convert(
            file(
                images,
                annotations(
                    "{\"category_id\": 18}",
                    annotation(99, 18, "[0, 0, 1, 1]"),
                    annotation(2, 99, "[0, 0, 1, 1]"),
                    annotation(2, 18, "[0, 0, 0, 1]"),
                    annotation(2, 18, "[0, 0, 1]"),
                    annotation(2, 18, "[0, 0, 1, 1e999999999]"),
                    annotation(2, 18, "null")),
                CATEGORIES));

    String dog = "{\"label\":\"dog\"}";
    assertEquals(
        List.of("{\"key\":\"b\",\"objects\":[" + String.join(",", dog, dog, dog, dog) + "]}"),
        written);
    assertEquals(
        Map.of(
            "images: an entry is not an object", 1L,
            "image: it has no id or no file_name", 2L,
            "image: another one has its id", 1L,
            "image: unsafe member name", 1L,
            "image: file name without a dot", 1L,
            "image: file name is not Unicode", 1L,
            "object: it has no image_id or no category_id", 1L,
            "object: its image is not in the file", 1L,
            "object: its category is not in the file", 1L,
            "box: it is not four numbers with a width and a height above 0", 3L),
        leftOut);
  }

  @Test
  void anImageGetsNoMoreObjectsThanReadersTake() throws Exception {
    ReadLimits limits = new ReadLimits(100, 100, 1_000, 10, 2, 100, 100);
    String dog = annotation(7, 18, "[0, 0, 1, 1]");
    List<String> written =
        convert(file(IMAGES, annotations(dog, dog, dog), CATEGORIES), limits, false);
    assertEquals(2, written.get(1).split("dog", -1).length - 1);
    assertEquals(Map.of("object: its image has more than the limit", 1L), leftOut);
  }

  @Test
  void otherFilesAndThoseThatAreCutAreRefused() {
    String good = file(IMAGES, annotations(annotation(7, 18, "[0, 1, 2, 3]")), CATEGORIES);
    assertRefused("[1]", "not a JSON object");
    assertRefused("{\"images\": []}", "no list of images or none of annotations");
    assertRefused("", "not a JSON object");
    assertRefused("nonsense", "no JSON");
    assertRefused("{\"info\": " + "[".repeat(200) + "]".repeat(200) + "}", "no JSON");
    for (int length = 1; length < good.length(); length += 7) {
      assertRefused(good.substring(0, length), "");
    }
  }

  private void assertRefused(String json, String reason) {
    MalformedAnnotationsException refused =
        assertThrows(MalformedAnnotationsException.class, () -> convert(json), json);
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }
}
