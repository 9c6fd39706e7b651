package io.github.dejavubeam.transforms.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import javax.annotation.Nullable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Reads the examples of a WebDataset shard: a tar whose consecutive members with one key (the name
 * up to the first dot of its base, directories included) form an example. An image is {@code .jpg
 * .jpeg .png .webp .gif}, the caption {@code .txt .caption}, annotations {@code .json}, the class
 * {@code .cls}, in either case; the extension counts whole, as in WebDataset, so {@code a.seg.png}
 * is no image of {@code a}. Other members are passed over. Caption and class are taken from the
 * annotations where they have no member of their own; members without image, caption and
 * annotations make no example.
 *
 * <p>Nothing is extracted, and one example is held at a time, within {@link ReadLimits}. An example
 * that breaks a rule is replaced by a {@link ReadFault}. A shard that breaks off yields the
 * examples that were complete before, then a fault with an empty key. Whether an example lacks what
 * a test needs, and whether its key occurs elsewhere, in this shard or another, is for the caller
 * to judge.
 *
 * <p>Not thread-safe.
 */
public final class WebDatasetReader implements ShardReader {

  private final ReadLimits limits;
  private final AnnotationsParser annotationsParser;
  private final SourceStream source;
  private final TarMembers members;
  private final Queue<ShardEntry> ready = new ArrayDeque<>();

  @Nullable private ExampleGroup group;
  private boolean anyMember;
  private boolean ended;

  /**
   * A reader of one shard.
   *
   * @param tar the shard's bytes; closed with this reader, buffered by it
   */
  public WebDatasetReader(InputStream tar, ReadLimits limits) {
    this.limits = limits;
    this.annotationsParser = new AnnotationsParser(limits);
    this.source = new SourceStream(tar);
    this.members = new TarMembers(source);
  }

  /**
   * The next example or fault, in the order of the shard; null at its end.
   *
   * @throws IOException if {@code tar} throws one: the shard could not be read, which says nothing
   *     of what it holds, so the caller should fail and be retried
   */
  @Override
  @Nullable
  public ShardEntry next() throws IOException {
    while (ready.isEmpty() && !ended) {
      advance();
    }
    return ready.poll();
  }

  /** Whether a member of that name is taken for an image. */
  public static boolean isImage(String member) {
    return MemberName.of(member)
        .map(name -> MemberKind.of(name.extension()) == MemberKind.IMAGE)
        .orElse(false);
  }

  /** The key of an example with a member of that name; empty for a name without a dot. */
  public static Optional<String> key(String member) {
    return MemberName.of(member).map(MemberName::key);
  }

  /** Why an example of that key would be left out; empty for a good key. */
  public static Optional<String> keyFault(String key, ReadLimits limits) {
    return new MemberName(key, "").fault(limits.maxKeyChars());
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public void close() throws IOException {
    members.close();
  }

  private void advance() throws IOException {
    try {
      TarArchiveEntry member = members.next();
      if (member != null) {
        anyMember = true;
        read(member);
        return;
      }
      finishGroup();
      end(anyMember ? null : ReadFault.EMPTY_SHARD);
    } catch (BrokenShardException e) {
      // The open group may lack members that the break took: it must not pass as whole.
      end(e.getMessage());
    }
  }

  private void read(TarArchiveEntry member) throws IOException, BrokenShardException {
    MemberName name = MemberName.of(members.name()).orElse(null);
    if (name == null) {
      return;
    }
    if (group == null || !group.key().equals(name.key())) {
      finishGroup();
      group = new ExampleGroup(name, limits, annotationsParser);
    }
    MemberKind kind = MemberKind.of(name.extension());
    if (group.admits(kind, member.getSize())) {
      group.add(kind, members.content());
    }
  }

  private void finishGroup() {
    if (group != null) {
      group.finish().ifPresent(ready::add);
      group = null;
    }
  }

  private void end(@Nullable String reason) {
    ended = true;
    group = null;
    if (reason != null) {
      ready.add(new ReadFault("", reason));
    }
  }
}
