package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Copies a WebDataset shard, with annotations put into the {@code .json} of their examples: their
 * class, objects and tags in place of what is there, and of a {@code .cls}. Members of examples
 * within {@link ReadLimits} are copied as they are, others left out; a shard that breaks off is
 * copied up to there. One example's annotations are in memory, and one member.
 */
public final class AnnotatedShard {

  private final ShardWriter out;
  private final Map<String, byte[]> annotations;
  private final ReadLimits limits;
  private final ObjectMapper json;

  @Nullable private String key;
  @Nullable private byte[] beside;
  private boolean classBeside;
  @Nullable private byte[] inside;

  private AnnotatedShard(ShardWriter out, Map<String, byte[]> annotations, ReadLimits limits) {
    this.out = out;
    this.annotations = annotations;
    this.limits = limits;
    this.json = new JsonMapper();
    json.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(limits.maxJsonDepth()).build());
  }

  /**
   * Copies a shard.
   *
   * @param tar its bytes; closed
   * @param annotations by key, as {@link KeyedAnnotations#json} has them
   * @throws IOException if the file system fails
   */
  public static void copy(
      InputStream tar, ShardWriter out, Map<String, byte[]> annotations, ReadLimits limits)
      throws IOException {
    AnnotatedShard copy = new AnnotatedShard(out, annotations, limits);
    try (TarMembers members = new TarMembers(new SourceStream(tar))) {
      for (TarArchiveEntry member = members.next(); member != null; member = members.next()) {
        copy.take(member, members);
      }
      copy.finishExample();
    } catch (BrokenShardException e) {
      // Whoever read the keys has told it; what came whole before is copied.
      copy.finishExample();
    }
  }

  private void take(TarArchiveEntry member, TarMembers members)
      throws IOException, BrokenShardException {
    MemberName name = MemberName.of(members.name()).orElse(null);
    if (name == null) {
      return;
    }
    if (!name.key().equals(key)) {
      finishExample();
      key = name.key();
      beside = annotations.get(key);
      classBeside = beside != null && KeyedAnnotations.parse(beside, limits).label() != null;
    }
    MemberKind kind = MemberKind.of(name.extension());
    if (kind == MemberKind.OTHER
        || member.getSize() > limits.maxImageBytes()
        || (kind == MemberKind.LABEL && classBeside)) {
      return;
    }
    byte[] content = members.content();
    if (kind == MemberKind.ANNOTATIONS && beside != null) {
      inside = content;
    } else {
      out.add(members.name(), content);
    }
  }

  private void finishExample() throws IOException {
    if (beside != null) {
      out.add(key + ".json", merged());
    }
    key = null;
    beside = null;
    inside = null;
  }

  /** What is inside, with what lies beside in place of it; as it is where it is no JSON object. */
  private byte[] merged() throws IOException {
    if (inside == null || inside.length > limits.maxJsonBytes()) {
      return inside == null ? beside : inside;
    }
    try {
      JsonNode old = json.readTree(inside);
      if (!old.isObject()) {
        return inside;
      }
      ObjectNode all = (ObjectNode) old;
      all.setAll((ObjectNode) json.readTree(beside));
      return json.writeValueAsBytes(all);
    } catch (JsonProcessingException e) {
      return inside;
    }
  }
}
