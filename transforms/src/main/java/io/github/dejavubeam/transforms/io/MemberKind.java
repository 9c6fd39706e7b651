package io.github.dejavubeam.transforms.io;

/** What a member of an example holds, told by its whole extension. */
enum MemberKind {
  IMAGE,
  CAPTION,
  ANNOTATIONS,
  LABEL,
  /** Anything else: never read into memory. */
  OTHER;

  /** The kind of an extension in lower case. */
  static MemberKind of(String extension) {
    return switch (extension) {
      case "jpg", "jpeg", "png", "webp", "gif" -> IMAGE;
      case "txt", "caption" -> CAPTION;
      case "json" -> ANNOTATIONS;
      case "cls" -> LABEL;
      default -> OTHER;
    };
  }
}
