package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ImagePrediction;
import io.github.dejavubeam.schemas.PredictorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Writes the fields of an {@link ImagePrediction} one after the other. */
public final class ImagePredictionCoder extends AtomicCoder<ImagePrediction> {

  private static final ImagePredictionCoder INSTANCE = new ImagePredictionCoder();
  private static final Coder<String> STRING = StringUtf8Coder.of();
  private static final Coder<List<String>> STRINGS = ListCoder.of(STRING);
  private static final Coder<List<Double>> DOUBLES = ListCoder.of(DoubleCoder.of());

  private ImagePredictionCoder() {}

  /** The coder. */
  public static ImagePredictionCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ImagePrediction prediction, OutputStream out) throws IOException {
    STRING.encode(prediction.id(), out);
    STRING.encode(prediction.label(), out);
    STRING.encode(prediction.predictor(), out);
    STRING.encode(prediction.kind().name(), out);
    STRINGS.encode(prediction.ranked(), out);
    DOUBLES.encode(List.of(prediction.confidence(), prediction.entropy()), out);
    STRINGS.encode(prediction.neighbours(), out);
    DOUBLES.encode(prediction.distances(), out);
    STRINGS.encode(prediction.memorizedAgainst(), out);
    DOUBLES.encode(prediction.memorizationConfidence(), out);
  }

  @Override
  public ImagePrediction decode(InputStream in) throws IOException {
    String id = STRING.decode(in);
    String label = STRING.decode(in);
    String predictor = STRING.decode(in);
    PredictorKind kind = PredictorKind.valueOf(STRING.decode(in));
    List<String> ranked = STRINGS.decode(in);
    List<Double> numbers = DOUBLES.decode(in);
    return new ImagePrediction(
        id,
        label,
        predictor,
        kind,
        ranked,
        numbers.get(0),
        numbers.get(1),
        STRINGS.decode(in),
        DOUBLES.decode(in),
        STRINGS.decode(in),
        DOUBLES.decode(in));
  }
}
