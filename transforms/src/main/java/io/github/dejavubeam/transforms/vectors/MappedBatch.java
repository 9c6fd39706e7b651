package io.github.dejavubeam.transforms.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.TypeLayout;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The one record batch of an Arrow file while it is checked, its columns views of the mapped file:
 * what is not looked at is not read, and nothing is on the heap.
 */
final class MappedBatch implements AutoCloseable {

  private static final int MESSAGE_PREFIX_BYTES = 8;

  /**
   * Which of a list's buffers tells where its entries begin; the one before tells which are null.
   */
  private static final int OFFSETS = 1;

  /** Which of a text's buffers holds its characters; its offsets are where a list's are. */
  private static final int CHARACTERS = 2;

  private static final long SPARE_BYTES = 1 << 20;

  private final BufferAllocator allocator;
  private final VectorSchemaRoot root;
  private final ByteBuffer body;
  private final long bodyAddress;

  private MappedBatch(
      BufferAllocator allocator, VectorSchemaRoot root, ByteBuffer body, long bodyAddress) {
    this.allocator = allocator;
    this.root = root;
    this.body = body;
    this.bodyAddress = bodyAddress;
  }

  /**
   * Maps a file.
   *
   * @param known whether a schema is one whose columns may be looked at
   * @throws IOException if it cannot be read or is not an Arrow file of one record batch
   */
  static MappedBatch open(Path file, Predicate<Schema> known) throws IOException {
    // Lengths in a hostile file ask for any amount of memory: what an honest one takes beside its
    // mapping is less than it.
    BufferAllocator allocator = new RootAllocator(2 * Files.size(file) + SPARE_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Schema schema;
      ArrowBlock block;
      try (ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
        schema = schema(reader);
        List<ArrowBlock> blocks = reader.getRecordBlocks();
        if (blocks.size() != 1) {
          throw new IOException("has " + blocks.size() + " record batches, not one");
        }
        block = blocks.get(0);
        if (!known.test(schema)) {
          throw new IOException("has columns " + schema.getFields());
        }
      }
      // Closing the reader closed the channel.
      return map(file, allocator, schema, block);
    } catch (IOException | RuntimeException e) {
      IOException failure = new IOException(file + " is not a vector block: " + e.getMessage(), e);
      try {
        allocator.close();
      } catch (IllegalStateException leak) {
        // Arrow's reader lets go of nothing when it stumbles over a broken footer.
        failure.addSuppressed(leak);
      }
      throw failure;
    }
  }

  private static Schema schema(ArrowFileReader reader) throws IOException {
    try {
      return reader.getVectorSchemaRoot().getSchema();
    } catch (StackOverflowError e) {
      throw new IOException("has a column that is a part of itself", e);
    }
  }

  private static MappedBatch map(
      Path file, BufferAllocator allocator, Schema schema, ArrowBlock block) throws IOException {
    MappedByteBuffer bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
    int metadata = Math.toIntExact(block.getOffset()) + MESSAGE_PREFIX_BYTES;
    int body = Math.addExact(Math.toIntExact(block.getOffset()), block.getMetadataLength());
    int bodyLength = Math.toIntExact(block.getBodyLength());
    if (metadata < 0 || body < metadata || bodyLength < 0 || bodyLength > bytes.limit() - body) {
      throw new IOException("its record batch lies outside the file");
    }
    ByteBuffer message = bytes.slice(metadata, body - metadata).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer content = bytes.slice(body, bodyLength);
    long address = MemoryUtil.getByteBufferAddress(content);
    ArrowBuf columns =
        allocator.wrapForeignAllocation(
            new ForeignAllocation(bodyLength, address) {
              // Holds the mapping until the last column is closed; the collector unmaps it then.
              private MappedByteBuffer mapping = bytes;

              @Override
              protected void release0() {
                mapping = null;
              }
            });
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try (ArrowRecordBatch batch =
        MessageSerializer.deserializeRecordBatch(Message.getRootAsMessage(message), columns)) {
      requireWhole(batch, schema);
      new VectorLoader(root).load(batch);
      return new MappedBatch(allocator, root, content, address);
    } catch (IOException | RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /**
   * Arrow fills up columns that are shorter than their batch, and children that are shorter than
   * their lists say: in a mapped file, that would end the process.
   */
  private static void requireWhole(ArrowRecordBatch batch, Schema schema) throws IOException {
    Iterator<ArrowFieldNode> nodes = batch.getNodes().iterator();
    Iterator<ArrowBuf> buffers = batch.getBuffers().iterator();
    for (Field column : schema.getFields()) {
      requireLength(column, batch.getLength(), nodes, buffers);
    }
  }

  private static void requireLength(
      Field field, long least, Iterator<ArrowFieldNode> nodes, Iterator<ArrowBuf> buffers)
      throws IOException {
    long length = nodes.next().getLength();
    if (least < 0 || length < least || length > Integer.MAX_VALUE) {
      throw new IOException("has a column that is too short");
    }
    ArrowBuf offsets = null;
    ArrowBuf characters = null;
    for (int i = 0; i < TypeLayout.getTypeBufferCount(field.getType()); i++) {
      ArrowBuf buffer = buffers.next();
      offsets = i == OFFSETS ? buffer : offsets;
      characters = i == CHARACTERS ? buffer : characters;
    }
    if (field.getType() instanceof ArrowType.Utf8 && length > 0) {
      requireWithin(characters, offsets, length);
    }
    for (Field child : field.getChildren()) {
      long ofChild =
          field.getType() instanceof ArrowType.FixedSizeList list
              ? length * list.getListSize()
              : length == 0 ? 0 : offsets.getInt(length * Integer.BYTES);
      requireLength(child, ofChild, nodes, buffers);
    }
  }

  /**
   * Arrow makes room for a text as long as its offsets say before it sees that there is none so
   * long. It does see whether offsets ascend.
   */
  private static void requireWithin(ArrowBuf characters, ArrowBuf offsets, long texts)
      throws IOException {
    if (offsets.getInt(0) < 0 || offsets.getInt(texts * Integer.BYTES) > characters.capacity()) {
      throw new IOException("has a text that lies outside of its column");
    }
  }

  VectorSchemaRoot root() {
    return root;
  }

  /**
   * The first bytes of one of the columns' buffers, for reading in bulk. They keep the file mapped
   * for as long as they are referred to, be the batch closed or not.
   *
   * @throws IOException if the buffer is shorter
   */
  ByteBuffer bytes(ArrowBuf buffer, long length) throws IOException {
    if (length == 0) {
      // Arrow lets an empty buffer lie anywhere.
      return ByteBuffer.allocate(0);
    }
    long start = buffer.memoryAddress() - bodyAddress;
    if (start < 0 || length > buffer.capacity() || start + length > body.limit()) {
      throw new IOException("has a column that is too short");
    }
    return body.slice((int) start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Where each of so many rows starts in the data of a column, as ints that never descend, and the
   * last ends.
   *
   * @throws IOException if the buffer is shorter, or they descend
   */
  ByteBuffer starts(ArrowBuf offsets, int rows) throws IOException {
    if (rows == 0) {
      // Arrow leaves the one number of a column without rows out.
      return ByteBuffer.allocate(Integer.BYTES);
    }
    ByteBuffer starts = bytes(offsets, (rows + 1L) * Integer.BYTES);
    int previous = 0;
    for (int row = 0; row <= rows; row++) {
      int start = starts.getInt(row * Integer.BYTES);
      if (start < previous) {
        throw new IOException("has a column whose rows overlap");
      }
      previous = start;
    }
    return starts;
  }

  /** Lets go of the columns, and of the file if {@link #bytes} gave nothing that is in use. */
  @Override
  public void close() {
    root.close();
    allocator.close();
  }
}
