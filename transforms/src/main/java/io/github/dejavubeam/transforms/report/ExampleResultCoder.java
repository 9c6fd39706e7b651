package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.RetrievedObjects;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Carries an {@link ExampleResult} between steps: strings in UTF-8, whole numbers and list lengths
 * as variable-length integers, other numbers in eight bytes. Equal results give equal bytes.
 */
public final class ExampleResultCoder extends AtomicCoder<ExampleResult> {

  private static final ExampleResultCoder CODER = new ExampleResultCoder();
  private static final StringUtf8Coder STRING = StringUtf8Coder.of();
  // A list longer than this grows as it is read, so that a broken length cannot claim the heap.
  private static final int LARGEST_FIRST_CAPACITY = 1024;

  private ExampleResultCoder() {}

  /** The coder. */
  public static ExampleResultCoder of() {
    return CODER;
  }

  @Override
  public void encode(ExampleResult value, OutputStream out) throws IOException {
    if (value == null) {
      throw new CoderException("cannot encode a null ExampleResult");
    }
    Comparison comparison = value.comparison();
    STRING.encode(value.id(), out);
    STRING.encode(comparison.model(), out);
    STRING.encode(comparison.reference(), out);
    STRING.encode(comparison.kind().name(), out);
    STRING.encode(comparison.mode().name(), out);
    VarInt.encode(comparison.k(), out);
    VarInt.encode(comparison.objectLimit(), out);
    encodeStrings(value.objects(), out);
    encodeRetrieved(value.model(), out);
    encodeRetrieved(value.reference(), out);
  }

  /**
   * Reads one result.
   *
   * @throws CoderException if the bytes are not those of a result
   */
  @Override
  public ExampleResult decode(InputStream in) throws IOException {
    String id = STRING.decode(in);
    return ExampleResult.of(
        id, decodeComparison(in), decodeStrings(in), decodeRetrieved(in), decodeRetrieved(in));
  }

  private static Comparison decodeComparison(InputStream in) throws IOException {
    String model = STRING.decode(in);
    String reference = STRING.decode(in);
    String kind = STRING.decode(in);
    String mode = STRING.decode(in);
    int k = VarInt.decodeInt(in);
    int objectLimit = VarInt.decodeInt(in);
    try {
      return Comparison.of(
          model, reference, ReferenceKind.valueOf(kind), Mode.valueOf(mode), k, objectLimit);
    } catch (IllegalArgumentException e) {
      throw new CoderException("not an ExampleResult", e);
    }
  }

  private static void encodeRetrieved(RetrievedObjects retrieved, OutputStream out)
      throws IOException {
    encodeStrings(retrieved.neighbours(), out);
    DataOutputStream numbers = new DataOutputStream(out);
    VarInt.encode(retrieved.distances().size(), out);
    for (double distance : retrieved.distances()) {
      numbers.writeDouble(distance);
    }
    encodeStrings(retrieved.predicted(), out);
    VarInt.encode(retrieved.hits(), out);
    numbers.writeDouble(retrieved.precision());
    numbers.writeDouble(retrieved.recall());
  }

  private static RetrievedObjects decodeRetrieved(InputStream in) throws IOException {
    List<String> neighbours = decodeStrings(in);
    DataInputStream numbers = new DataInputStream(in);
    int size = length(in);
    List<Double> distances = new ArrayList<>(Math.min(size, LARGEST_FIRST_CAPACITY));
    for (int i = 0; i < size; i++) {
      distances.add(numbers.readDouble());
    }
    List<String> predicted = decodeStrings(in);
    int hits = VarInt.decodeInt(in);
    return RetrievedObjects.of(
        neighbours, distances, predicted, hits, numbers.readDouble(), numbers.readDouble());
  }

  private static void encodeStrings(List<String> strings, OutputStream out) throws IOException {
    VarInt.encode(strings.size(), out);
    for (String string : strings) {
      STRING.encode(string, out);
    }
  }

  private static List<String> decodeStrings(InputStream in) throws IOException {
    int size = length(in);
    List<String> strings = new ArrayList<>(Math.min(size, LARGEST_FIRST_CAPACITY));
    for (int i = 0; i < size; i++) {
      strings.add(STRING.decode(in));
    }
    return strings;
  }

  private static int length(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    if (length < 0) {
      throw new CoderException("a list of length " + length);
    }
    return length;
  }
}
