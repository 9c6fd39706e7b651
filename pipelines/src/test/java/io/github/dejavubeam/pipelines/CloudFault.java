package io.github.dejavubeam.pipelines;

/** What goes wrong with a request to {@link CloudStorageServer}. */
enum CloudFault {
  /** Answered with 503, nothing done. */
  UNAVAILABLE,
  /** Answered with 429 and after how many seconds to ask again, nothing done. */
  TOO_MANY,
  /** Answered with 401: whoever asks did not say who they are. */
  UNAUTHORIZED,
  /** Answered with 403: whoever asks may not do this. */
  FORBIDDEN,
  /** The connection is cut before anything is done. */
  CUT,
  /** It is done, but the connection is cut before the answer. */
  LOST,
  /** The connection is cut in the middle of the answer. */
  SHORT,
  /** A bit of the answer's body is another. */
  FLIPPED,
  /** Of the bytes of an upload only half are kept, as the answer says. */
  HALF_KEPT,
  /** The answer comes after {@link CloudStorageServer#SLOW_MILLIS}. */
  SLOW
}
