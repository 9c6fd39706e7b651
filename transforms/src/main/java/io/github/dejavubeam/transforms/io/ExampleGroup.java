package io.github.dejavubeam.transforms.io;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** The consecutive members of one key, on their way to an example or to the first fault of it. */
final class ExampleGroup {

  private final String key;
  private final ReadLimits limits;
  private final AnnotationsParser annotationsParser;
  private final Set<MemberKind> seen = EnumSet.noneOf(MemberKind.class);

  @Nullable private String fault;
  @Nullable private byte[] image;
  @Nullable private String caption;
  @Nullable private String label;
  private Annotations annotations = Annotations.NONE;

  ExampleGroup(MemberName name, ReadLimits limits, AnnotationsParser annotationsParser) {
    this.key = name.key();
    this.limits = limits;
    this.annotationsParser = annotationsParser;
    this.fault = name.fault(limits.maxKeyChars()).orElse(null);
  }

  String key() {
    return key;
  }

  /** Whether a member's content is wanted: only then is it read. Notes the fault if it is not. */
  boolean admits(MemberKind kind, long sizeBytes) {
    if (kind == MemberKind.OTHER) {
      return false;
    }
    boolean duplicate = !seen.add(kind);
    if (fault == null && duplicate) {
      fault = ReadFault.DUPLICATE_MEMBER;
    }
    if (fault == null) {
      fault = sizeFault(kind, sizeBytes);
    }
    return fault == null;
  }

  @Nullable
  private String sizeFault(MemberKind kind, long sizeBytes) {
    return switch (kind) {
      case IMAGE -> sizeBytes > limits.maxImageBytes() ? ReadFault.LARGE_IMAGE : null;
      case CAPTION ->
          sizeBytes > StrictText.maxUtf8Bytes(limits.maxCaptionChars())
              ? ReadFault.LONG_CAPTION
              : null;
      case ANNOTATIONS -> sizeBytes > limits.maxJsonBytes() ? ReadFault.LARGE_JSON : null;
      case LABEL ->
          sizeBytes > StrictText.maxUtf8Bytes(limits.maxLabelChars()) ? ReadFault.LONG_LABEL : null;
      case OTHER -> null;
    };
  }

  /** Takes the content of a member that was admitted. */
  void add(MemberKind kind, byte[] content) {
    try {
      switch (kind) {
        case IMAGE -> image = content;
        case CAPTION -> caption = StrictText.decode(content, ReadFault.CAPTION_NOT_UTF8);
        case ANNOTATIONS -> annotations = annotationsParser.parse(content);
        case LABEL -> label = StrictText.decode(content, ReadFault.LABEL_NOT_UTF8);
        case OTHER -> throw new IllegalArgumentException("not admitted: " + kind);
      }
    } catch (InvalidMemberException e) {
      fault = e.getMessage();
    }
  }

  /** The example or its fault; empty for members that make no example. */
  Optional<ShardEntry> finish() {
    if (!seen.contains(MemberKind.IMAGE)
        && !seen.contains(MemberKind.CAPTION)
        && !seen.contains(MemberKind.ANNOTATIONS)) {
      return Optional.empty();
    }
    if (fault == null) {
      try {
        return Optional.of(example());
      } catch (InvalidMemberException e) {
        fault = e.getMessage();
      }
    }
    return Optional.of(new ReadFault(BoundedText.cut(key, limits.maxKeyChars()), fault));
  }

  private Example example() throws InvalidMemberException {
    String itsCaption = caption == null ? annotations.caption() : caption;
    if (itsCaption != null) {
      require(itsCaption.length() <= limits.maxCaptionChars(), ReadFault.LONG_CAPTION);
      require(StrictText.isWellFormed(itsCaption), ReadFault.CAPTION_NOT_UTF8);
    }
    return new Example(
        key,
        image,
        itsCaption,
        annotations.objects(),
        annotations.boxes(),
        annotations.tags(),
        label(label == null ? annotations.label() : label, limits));
  }

  /** A class without white space at its ends; null where nothing is left. */
  @Nullable
  static String label(@Nullable String label, ReadLimits limits) throws InvalidMemberException {
    if (label == null || label.isBlank()) {
      return null;
    }
    String stripped = label.strip();
    require(stripped.length() <= limits.maxLabelChars(), ReadFault.LONG_LABEL);
    require(StrictText.isWellFormed(stripped), ReadFault.LABEL_NOT_UTF8);
    return stripped;
  }

  private static void require(boolean holds, String reason) throws InvalidMemberException {
    if (!holds) {
      throw new InvalidMemberException(reason);
    }
  }
}
