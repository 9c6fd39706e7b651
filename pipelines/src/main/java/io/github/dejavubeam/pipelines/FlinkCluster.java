package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A running Flink cluster, asked by the REST interface of its JobManager. */
final class FlinkCluster {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

  private final String address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private FlinkCluster(String address) {
    this.address = address;
  }

  /** The cluster at {@code HOST:PORT}, with {@code https://} before it where that is spoken. */
  static FlinkCluster at(String master) {
    return new FlinkCluster(master.matches("https?://.*") ? master : "http://" + master);
  }

  /**
   * Its version of Flink, as in {@code 1.19.0}.
   *
   * @throws EnvironmentException if it cannot be reached
   */
  String version() {
    return get("/overview").path("flink-version").asText();
  }

  /**
   * How many tasks it can run at the same time, busy or not.
   *
   * @throws EnvironmentException if it cannot be reached
   */
  int slots() {
    return get("/overview").path("slots-total").asInt();
  }

  /**
   * Names of the files on the class path of its JobManager, which its TaskManagers share.
   *
   * @throws EnvironmentException if it cannot be reached
   */
  Set<String> libraries() {
    Set<String> names = new TreeSet<>();
    for (JsonNode file : get("/jobmanager/environment").path("classpath")) {
      Path name = Path.of(file.asText()).getFileName();
      if (name != null) {
        names.add(name.toString());
      }
    }
    return names;
  }

  /**
   * Cancels a job if it runs; whether it did.
   *
   * @throws EnvironmentException if the cluster cannot be reached
   */
  boolean cancel(String jobName) {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName)
          && !ENDED.contains(job.path("state").asText())) {
        send("PATCH", "/jobs/" + job.path("jid").asText());
        return true;
      }
    }
    return false;
  }

  private JsonNode get(String path) {
    String body = send("GET", path);
    try {
      return new ObjectMapper().readTree(body);
    } catch (IOException e) {
      throw new EnvironmentException(address + path + " does not answer as Flink does", e);
    }
  }

  private String send(String method, String path) {
    Optional<Exception> failure;
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(address + path))
                  .timeout(TIMEOUT)
                  .method(method, BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() / 100 == 2) {
        return response.body();
      }
      throw new EnvironmentException(
          address + path + " answers with status " + response.statusCode() + ": is it Flink's?");
    } catch (IOException e) {
      failure = Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = Optional.of(e);
    }
    throw new EnvironmentException(
        "no Flink cluster answers at " + address + ": start it, or correct --flinkMaster",
        failure.get());
  }
}
