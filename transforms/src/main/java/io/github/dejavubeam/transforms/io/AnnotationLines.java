package io.github.dejavubeam.transforms.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import javax.annotation.Nullable;
import org.apache.beam.sdk.io.FileSystems;

/** Annotations in JSON lines, those that begin in a part of a file; blank lines are passed over. */
final class AnnotationLines implements AnnotationReader {

  private static final int BUFFER_BYTES = 1 << 16;

  private final ReadLimits limits;
  private final AnnotationsParser parser;
  private final InputStream in;
  private final long end;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;

  AnnotationLines(AnnotationRange range, ReadLimits limits) throws IOException {
    this.limits = limits;
    this.parser = new AnnotationsParser(limits);
    this.end = range.end();
    ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchNewResource(range.path(), false));
    // The line that begins with the part is told by the end of the one before it.
    long before = Math.max(0, range.start() - 1);
    if (channel instanceof SeekableByteChannel seekable) {
      seekable.position(before);
      position = before;
    }
    in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    if (position < before) {
      in.skipNBytes(before);
      position = before;
    }
    if (range.start() > 0) {
      readLine();
    }
  }

  @Override
  @Nullable
  public AnnotationEntry next() throws IOException {
    while (position < end) {
      boolean whole = readLine();
      if (!whole) {
        return new ReadFault("", ReadFault.LARGE_JSON);
      }
      byte[] text = line.toByteArray();
      if (!isBlank(text)) {
        return KeyedAnnotations.of(text, parser, limits);
      }
    }
    return null;
  }

  /** Reads to the end of the line; returns whether it was within the limit, and is in memory. */
  private boolean readLine() throws IOException {
    line.reset();
    boolean whole = true;
    for (int next = in.read(); next >= 0; next = in.read()) {
      position++;
      if (next == '\n') {
        return whole;
      }
      whole &= line.size() < limits.maxJsonBytes();
      if (whole) {
        line.write(next);
      }
    }
    position = Long.MAX_VALUE;
    return whole;
  }

  private static boolean isBlank(byte[] text) {
    for (byte next : text) {
      if (next != ' ' && next != '\t' && next != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
