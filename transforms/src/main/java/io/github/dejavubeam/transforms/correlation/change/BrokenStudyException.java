package io.github.dejavubeam.transforms.correlation.change;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The examples of a study are not those that it wrote. Flink does not start over for it, since
 * another attempt would find the same.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class BrokenStudyException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int LONGEST = 200;

  private BrokenStudyException(String message) {
    super(message);
  }

  /**
   * An exception.
   *
   * @param id the example
   * @param predictor name of the predictor
   * @param found what is there of it in place of one row
   */
  public static BrokenStudyException of(String id, String predictor, String found) {
    return new BrokenStudyException(
        "examples/*.parquet of a study hold "
            + found
            + " of the predictor '"
            + predictor
            + "' for the example '"
            + (id.length() > LONGEST ? id.substring(0, LONGEST) + "..." : id)
            + "': give the directory as the study left it, or run the study again");
  }
}
