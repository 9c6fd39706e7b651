package io.github.dejavubeam.transforms.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a process works on, in a mapped file: it survives the process, however that ends. */
final class FuzzState {

  private static final int HEADER_BYTES = 16;

  private final MappedByteBuffer memory;

  /** The state of a process with so many targets. */
  FuzzState(Path file, int targets) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(MapMode.READ_WRITE, 0, HEADER_BYTES + 16L * targets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An input is about to be read. */
  void begin(int target, long seed) {
    memory.putInt(0, target);
    memory.putLong(8, seed);
  }

  /** It was read. */
  void end(int target, boolean accepted) {
    add(HEADER_BYTES + 16 * target, 1);
    add(HEADER_BYTES + 16 * target + 8, accepted ? 1 : 0);
  }

  private void add(int at, long count) {
    memory.putLong(at, memory.getLong(at) + count);
  }

  int target() {
    return memory.getInt(0);
  }

  long seed() {
    return memory.getLong(8);
  }

  long executions(int target) {
    return memory.getLong(HEADER_BYTES + 16 * target);
  }

  long accepted(int target) {
    return memory.getLong(HEADER_BYTES + 16 * target + 8);
  }
}
