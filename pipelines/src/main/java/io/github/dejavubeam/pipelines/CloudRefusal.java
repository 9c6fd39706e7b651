package io.github.dejavubeam.pipelines;

import com.google.api.client.http.HttpResponseException;
import com.google.cloud.storage.StorageException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;

/** What to do when Google Cloud Storage refuses a request, by its status. */
final class CloudRefusal {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private static final String CREDENTIALS =
      "Google Cloud Storage wants credentials: run 'gcloud auth application-default login', or name"
          + " the key file of a service account by GOOGLE_APPLICATION_CREDENTIALS";

  private static final String PERMISSION =
      "Google Cloud Storage denies access: give who runs this the role Storage Object User on the"
          + " bucket (Storage Object Viewer where it is only read), or give other credentials";

  private static final String BUCKET =
      "There is no such bucket: correct the path, or make the bucket";

  /** Of a client's exception that a cluster sends back by its name and message. */
  private static final Pattern SENT =
      Pattern.compile(
          "com\\.google\\.(api|cloud)\\.[a-zA-Z.]+Exception: (40[134]) .*", Pattern.DOTALL);

  /** Of Beam, which does not send a request that was refused for want of credentials again. */
  private static final String NONE = "Unable to get application default credentials";

  private CloudRefusal() {}

  /** The ending that a refusal among the causes stands for. */
  static Optional<Ending> of(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> ending(thrown, cause).stream())
        .findFirst();
  }

  private static Optional<Ending> ending(Throwable thrown, Throwable cause) {
    int status = status(cause).orElse(0);
    if (status == UNAUTHORIZED) {
      return ending(Dejavu.ENVIRONMENT, thrown, CREDENTIALS);
    }
    if (status == FORBIDDEN) {
      return ending(Dejavu.ENVIRONMENT, thrown, PERMISSION);
    }
    return status == NOT_FOUND
            && String.valueOf(cause.getMessage()).contains("bucket does not exist")
        ? ending(Dejavu.USAGE, thrown, BUCKET)
        : Optional.empty();
  }

  private static OptionalInt status(Throwable cause) {
    if (cause instanceof HttpResponseException refused) {
      return OptionalInt.of(refused.getStatusCode());
    }
    if (cause instanceof StorageException refused) {
      return OptionalInt.of(refused.getCode());
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains(NONE)) {
      return OptionalInt.of(UNAUTHORIZED);
    }
    Matcher sent = SENT.matcher(message);
    return cause instanceof SerializedThrowable && sent.matches()
        ? OptionalInt.of(Integer.parseInt(sent.group(2)))
        : OptionalInt.empty();
  }

  /** Names the option where the refusal came before data was read, else the object. */
  private static Optional<Ending> ending(int exitCode, Throwable thrown, String mend) {
    String where =
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
            .map(cause -> String.valueOf(cause.getMessage()))
            .filter(message -> message.contains("gs://"))
            .findFirst()
            .map(message -> message.lines().findFirst().orElseThrow() + ". ")
            .orElse("");
    return Optional.of(new Ending(exitCode, Optional.of(where + mend)));
  }
}
