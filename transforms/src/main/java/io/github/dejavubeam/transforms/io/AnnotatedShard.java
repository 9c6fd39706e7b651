package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Copies the examples of a WebDataset shard, with annotations put into their {@code .json}: class,
 * objects and tags in place of what is there, and of a {@code .cls}. Their other members are copied
 * as they are. What {@link WebDatasetReader} reads as a fault is left out. One example is in
 * memory.
 */
public final class AnnotatedShard {

  private final ShardWriter out;
  private final Map<String, byte[]> annotations;
  private final ReadLimits limits;
  private final ObjectMapper json;
  private final AnnotationsParser parser;

  @Nullable private ExampleGroup group;
  @Nullable private byte[] beside;
  private boolean classBeside;
  @Nullable private byte[] inside;
  private final List<Member> example = new ArrayList<>();

  private record Member(String name, byte[] content) {}

  private AnnotatedShard(ShardWriter out, Map<String, byte[]> annotations, ReadLimits limits) {
    this.out = out;
    this.annotations = annotations;
    this.limits = limits;
    this.parser = new AnnotationsParser(limits);
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
      // Whoever read the keys has told it. The open example may lack members that the break took:
      // it must not pass as whole.
    }
  }

  private void take(TarArchiveEntry member, TarMembers members)
      throws IOException, BrokenShardException {
    MemberName name = MemberName.of(members.name()).orElse(null);
    if (name == null) {
      return;
    }
    if (group == null || !group.key().equals(name.key())) {
      finishExample();
      group = new ExampleGroup(name, limits, parser);
      beside = annotations.get(name.key());
      classBeside = beside != null && KeyedAnnotations.parse(beside, limits).label() != null;
    }
    MemberKind kind = MemberKind.of(name.extension());
    if (group.admits(kind, member.getSize())) {
      byte[] content = members.content();
      group.add(kind, content);
      if (kind == MemberKind.ANNOTATIONS && beside != null) {
        inside = content;
      } else if (kind != MemberKind.LABEL || !classBeside) {
        example.add(new Member(members.name(), content));
      }
    }
  }

  private void finishExample() throws IOException {
    if (group != null && group.finish().filter(Example.class::isInstance).isPresent()) {
      for (Member member : example) {
        out.add(member.name(), member.content());
      }
      if (beside != null) {
        out.add(group.key() + ".json", merged());
      }
    }
    example.clear();
    group = null;
    beside = null;
    inside = null;
  }

  /** What is inside, with what lies beside in place of it. */
  private byte[] merged() throws IOException {
    if (inside == null) {
      return beside;
    }
    ObjectNode all = (ObjectNode) json.readTree(inside);
    all.setAll((ObjectNode) json.readTree(beside));
    return json.writeValueAsBytes(all);
  }
}
