package io.github.dejavubeam.pipelines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The JSON API of Google Cloud Storage in this process, with one bucket and as much of it as the
 * clients use; whatever else they ask for is answered with 400.
 */
final class CloudStorageServer implements AutoCloseable {

  static final String BUCKET = "bucket-1";

  /** How late a slow answer is. */
  static final int SLOW_MILLIS = 1_000;

  static {
    // Without this, an answer in two packets waits 40 ms for the acknowledgement of the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private record Planned(Pattern request, CloudFault fault) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final StoredObjects objects;
  private final List<String> requests = new ArrayList<>();
  private final List<Planned> faults = new ArrayList<>();
  private final List<Planned> lasting = new ArrayList<>();

  CloudStorageServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    objects = new StoredObjects(BUCKET, url());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What sends a run here, without credentials. */
  List<String> options() {
    return List.of(
        "--gcsEndpoint=" + url(),
        "--credentialFactoryClass="
            + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory");
  }

  /** The name of an object or of all below it. */
  static String name(String object) {
    return "gs://" + BUCKET + "/" + object;
  }

  StoredObjects objects() {
    return objects;
  }

  /** Stores all files below a folder. */
  void upload(Path folder, String prefix) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        objects.put(prefix + "/" + folder.relativize(file), Files.readAllBytes(file));
      }
    }
  }

  /** The next requests that match, so many of them, fail. */
  synchronized void fail(CloudFault fault, int times, String request) {
    for (int i = 0; i < times; i++) {
      faults.add(new Planned(Pattern.compile(request), fault));
    }
  }

  /** All requests that match fail until {@link #forget}. */
  synchronized void failAlways(CloudFault fault, String request) {
    lasting.add(new Planned(Pattern.compile(request), fault));
  }

  /**
   * How many requests match since the last call of {@link #forget}; parts of a batch count, too.
   */
  synchronized long count(String request) {
    Pattern pattern = Pattern.compile(request);
    return requests.stream().filter(text -> pattern.matcher(text).find()).count();
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Forgets requests and faults; returns the faults that did not come true. */
  synchronized List<String> forget() {
    List<String> left = faults.stream().map(Planned::toString).toList();
    requests.clear();
    faults.clear();
    lasting.clear();
    return left;
  }

  private synchronized CloudFault note(CloudRequest request) {
    String text = request.toString();
    requests.add(text);
    for (Iterator<Planned> planned = faults.iterator(); planned.hasNext(); ) {
      Planned next = planned.next();
      if (next.request().matcher(text).find()) {
        planned.remove();
        return next.fault();
      }
    }
    for (Planned always : lasting) {
      if (always.request().matcher(text).find()) {
        return always.fault();
      }
    }
    return null;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    CloudRequest request =
        CloudRequest.of(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            body(exchange));
    CloudFault fault = note(request);
    if (fault != CloudFault.CUT) {
      CloudAnswer answer = answerOrError(request, fault);
      if (fault == CloudFault.SLOW) {
        sleep();
      }
      if (fault != CloudFault.LOST) {
        send(exchange, answer, fault);
      }
    }
    exchange.close(); // Which cuts the connection if the answer is not sent whole.
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream in =
        compressed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return in.readAllBytes();
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, CloudAnswer answer, CloudFault fault)
      throws IOException {
    byte[] body = answer.body();
    int sent = body.length;
    if (fault == CloudFault.FLIPPED) {
      body = body.clone();
      body[body.length / 2] ^= 1;
    } else if (fault == CloudFault.SHORT) {
      sent /= 2;
    }
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body, 0, sent);
      exchange.getResponseBody().flush();
    }
  }

  /** Thrown out of a handler, an exception would be a cut connection, and be tried again. */
  private CloudAnswer answerOrError(CloudRequest request, CloudFault fault) {
    try {
      return answer(request, fault);
    } catch (RuntimeException e) {
      return CloudAnswer.error(400, "badRequest", request + ": " + e);
    }
  }

  private CloudAnswer answer(CloudRequest request, CloudFault fault) {
    if (fault == CloudFault.UNAVAILABLE) {
      return CloudAnswer.error(503, "backendError", "try again");
    }
    if (fault == CloudFault.TOO_MANY) {
      return CloudAnswer.error(429, "rateLimitExceeded", "too many", "Retry-After", "1");
    }
    if (fault == CloudFault.UNAUTHORIZED) {
      return CloudAnswer.error(401, "required", "Anonymous caller does not have access.");
    }
    if (fault == CloudFault.FORBIDDEN) {
      return CloudAnswer.error(403, "forbidden", "dejavu@example.org does not have access.");
    }
    if (request.method().equals("POST") && request.startsWith("batch", "storage", "v1")) {
      return batch(request);
    }
    List<String> path = request.path();
    boolean download = request.startsWith("download");
    boolean upload = request.startsWith("upload");
    if (download || upload) {
      path = path.subList(1, path.size());
    }
    if (path.size() < 4 || !path.subList(0, 3).equals(List.of("storage", "v1", "b"))) {
      return notHere(request);
    }
    if (!path.get(3).equals(BUCKET)) {
      return CloudAnswer.error(404, "notFound", "The specified bucket does not exist.");
    }
    return ofBucket(request, path.subList(4, path.size()), upload, download, fault);
  }

  /** Answers what is asked of the bucket; {@code path} is what follows its name. */
  private CloudAnswer ofBucket(
      CloudRequest request, List<String> path, boolean upload, boolean download, CloudFault fault) {
    String what = request.method() + " " + path.size();
    if (upload) {
      return switch (request.method() + " " + request.query().get("uploadType")) {
        case "POST multipart" -> objects.multipart(request);
        case "POST resumable" -> objects.beginUpload(request);
        case "PUT resumable" -> objects.upload(request, fault == CloudFault.HALF_KEPT);
        default -> notHere(request);
      };
    }
    return switch (what) {
      case "GET 1" -> objects.list(request.query());
      case "GET 2" ->
          download || "media".equals(request.query().get("alt"))
              ? objects.media(path.get(1), request.query(), request.headers().get("Range"))
              : objects.get(path.get(1), request.query());
      case "DELETE 2" -> objects.delete(path.get(1), request.query());
      case "POST 7" -> objects.rewrite(path.get(1), path.get(6), request.query());
      default -> notHere(request);
    };
  }

  private CloudAnswer batch(CloudRequest request) {
    List<byte[]> parts =
        MultipartMixed.parts(request.headers().get("Content-Type"), request.body());
    List<CloudAnswer> answers = new ArrayList<>();
    for (byte[] part : parts) {
      CloudRequest inner = MultipartMixed.request(part);
      answers.add(answer(inner, note(inner)));
    }
    return MultipartMixed.answer(parts, answers);
  }

  private static CloudAnswer notHere(CloudRequest request) {
    return CloudAnswer.error(400, "badRequest", "not here: " + request);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
