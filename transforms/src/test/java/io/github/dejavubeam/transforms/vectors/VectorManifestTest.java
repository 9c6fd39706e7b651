package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorManifestTest {

  private static final String TYPE = "\"vectorType\" : \"float16\"";

  @TempDir Path directory;
  private VectorFolder folder;
  private Path file;
  private String json;

  @BeforeEach
  void write() throws IOException {
    folder = new VectorFolder(directory.toString());
    file = Path.of(folder.manifest("a.text"));
    List<VectorManifest.Block> blocks =
        List.of(new VectorManifest.Block("block", "shard.tar", 3, List.of(1)));
    new VectorManifest(1, "a.text", "m", "p", 8, "float16", true, 32, "CPU", 4, 1, 3, blocks)
        .write(folder);
    json = Files.readString(file);
    assertTrue(json.contains(TYPE), json);
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    VectorManifest read = VectorManifest.read(folder, "a.text");
    assertEquals("float16", read.vectorType());
    assertEquals(List.of(1), read.blocks().get(0).unusable());
  }

  @Test
  void oneFromBeforeTypesWereRecordedIsOfFloat32() throws IOException {
    Files.writeString(file, json.replace(TYPE + ",", ""));
    assertEquals("float32", VectorManifest.read(folder, "a.text").vectorType());
  }

  @Test
  void nullIsNoManifest() throws IOException {
    Files.writeString(file, "null");
    IOException refusal =
        assertThrows(IOException.class, () -> VectorManifest.read(folder, "a.text"));
    assertTrue(refusal.getMessage().endsWith("is not a manifest of vectors but null"));
  }

  @Test
  void nullInPlaceOfAValueIsRefusedWhereverItStands() throws IOException {
    for (String value :
        List.of("\"a.text\"", "\"CPU\"", "\"block\"", "\"shard.tar\"", "8", "[ 1 ]", "1 ]")) {
      assertTrue(json.contains(value), value);
      Files.writeString(file, json.replace(value, value.equals("1 ]") ? "null ]" : "null"));
      IOException refusal =
          assertThrows(IOException.class, () -> VectorManifest.read(folder, "a.text"), value);
      assertTrue(refusal.getMessage().contains("is not a manifest of vectors"), value);
    }
  }

  @Test
  void anUnknownTypeIsRefusedWithTheKnownOnes() throws IOException {
    Files.writeString(file, json.replace(TYPE, "\"vectorType\" : \"int8\""));
    IOException refusal =
        assertThrows(IOException.class, () -> VectorManifest.read(folder, "a.text"));
    assertTrue(refusal.getMessage().endsWith("choose from float32, float16"), refusal.getMessage());
  }
}
