package io.github.dejavubeam.transforms.imagetest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.crop.PixelBox;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ShardWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a WebDataset shard of crops: {@code KEY.png}, {@code KEY.json} with {@code label}, {@code
 * crop} ([xmin, ymin, xmax, ymax] in the whole image) and {@code crop_tags}, and {@code KEY.txt}
 * where there is a caption. The same crops give the same bytes.
 */
final class CropShard implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ShardWriter shard;

  CropShard(OutputStream out) {
    shard = new ShardWriter(out);
  }

  /**
   * Adds the crop of an example.
   *
   * @param png the crop
   * @param box where it was
   * @param tags what is seen in it
   */
  void add(Example example, byte[] png, PixelBox box, List<LabelledObject> tags)
      throws IOException {
    shard.add(example.key() + ".png", png);
    shard.add(example.key() + ".json", JSON.writeValueAsBytes(annotations(example, box, tags)));
    if (example.caption() != null) {
      shard.add(example.key() + ".txt", example.caption().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode annotations(Example example, PixelBox box, List<LabelledObject> seen) {
    ObjectNode json = JSON.createObjectNode();
    if (example.label() != null) {
      json.put("label", example.label());
    }
    json.putArray("crop").add(box.left()).add(box.top()).add(box.right()).add(box.bottom());
    ArrayNode tags = json.putArray("crop_tags");
    for (LabelledObject tag : seen) {
      tags.addObject().put("label", tag.label()).put("score", tag.score());
    }
    return json;
  }

  @Override
  public void close() throws IOException {
    shard.close();
  }
}
