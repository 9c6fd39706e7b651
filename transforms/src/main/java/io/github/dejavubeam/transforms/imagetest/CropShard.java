package io.github.dejavubeam.transforms.imagetest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.crop.PixelBox;
import io.github.dejavubeam.transforms.image.PngEncoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.io.Example;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes a WebDataset shard of crops: {@code KEY.png}, {@code KEY.json} with {@code label}, {@code
 * crop} ([xmin, ymin, xmax, ymax] in the whole image) and {@code crop_tags}, and {@code KEY.txt}
 * where there is a caption. The same crops give the same bytes.
 */
final class CropShard implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TarArchiveOutputStream tar;

  CropShard(OutputStream out) {
    tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /** Adds the crop of an example. */
  void add(Example example, RgbImage image, PixelBox box) throws IOException {
    RgbImage crop = image.crop(box.left(), box.top(), box.right(), box.bottom());
    add(example.key() + ".png", PngEncoder.encode(crop));
    add(example.key() + ".json", JSON.writeValueAsBytes(annotations(example, box)));
    if (example.caption() != null) {
      add(example.key() + ".txt", example.caption().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode annotations(Example example, PixelBox box) {
    ObjectNode json = JSON.createObjectNode();
    if (example.label() != null) {
      json.put("label", example.label());
    }
    json.putArray("crop").add(box.left()).add(box.top()).add(box.right()).add(box.bottom());
    ArrayNode tags = json.putArray("crop_tags");
    for (LabelledObject tag : example.tags()) {
      tags.addObject().put("label", tag.label()).put("score", tag.score());
    }
    return json;
  }

  private void add(String name, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
