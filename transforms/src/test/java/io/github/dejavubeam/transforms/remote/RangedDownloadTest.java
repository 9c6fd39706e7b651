package io.github.dejavubeam.transforms.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.gax.retrying.RetrySettings;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of an object whose server does not always do what it should. */
class RangedDownloadTest {

  /** How a request is answered, by its number from 0. */
  private interface Behaviour {
    /** The part of the answer's body that is sent before the connection is cut; 1 if it is not. */
    double sent(int request);

    /** The status; 0 for the usual one. */
    default int status(int unused) {
      return 0;
    }
  }

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger requests = new AtomicInteger();
  private byte[] content = new byte[1000];
  private Behaviour behaviour = request -> 1;
  private HttpServer server;
  private CloudStorage storage;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    GcsOptions options = PipelineOptionsFactory.as(GcsOptions.class);
    options.setGcsEndpoint("http://127.0.0.1:" + server.getAddress().getPort());
    options.as(GcpOptions.class).setCredentialFactoryClass(NoopCredentialFactory.class);
    options.setGcsHttpRequestReadTimeout(5_000);
    storage =
        new CloudStorage(
            options,
            RetrySettings.newBuilder()
                .setMaxAttempts(CloudStorage.ATTEMPTS)
                .setInitialRetryDelayDuration(Duration.ofMillis(1))
                .setMaxRetryDelayDuration(Duration.ofMillis(1))
                .setTotalTimeoutDuration(Duration.ofSeconds(10))
                .build());
    new Random(7).nextBytes(content);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    int request = requests.getAndIncrement();
    int status = behaviour.status(request);
    if (status != 0) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      String[] range =
          exchange
              .getRequestHeaders()
              .getFirst("Range")
              .substring("bytes=".length())
              .split("-", -1);
      int begin = Integer.parseInt(range[0]);
      int length = (range[1].isEmpty() ? content.length : Integer.parseInt(range[1]) + 1) - begin;
      exchange.sendResponseHeaders(206, length);
      exchange.getResponseBody().write(content, begin, (int) (length * behaviour.sent(request)));
      exchange.getResponseBody().flush();
    }
    exchange.close();
  }

  @Test
  void rangesOfALargeObjectAreCopiedToTheirPlaces() throws IOException {
    content = new byte[(int) (2 * RangedDownload.RANGE_BYTES + 12_345)];
    new Random(8).nextBytes(content);
    assertArrayEquals(content, copied());
    assertEquals(3, requests.get());
  }

  @Test
  void anEmptyObjectIsAnEmptyFile() throws IOException {
    content = new byte[0];
    assertArrayEquals(content, copied());
    assertEquals(0, requests.get());
  }

  @Test
  void afterACutOnlyTheRestIsAskedFor() throws IOException {
    behaviour = request -> request == 0 ? 0.5 : 1;
    assertArrayEquals(content, copied());
    assertEquals(2, requests.get());
  }

  @Test
  void aServerThatIsBusyForAMomentIsAskedAgain() throws IOException {
    behaviour =
        new Behaviour() {
          @Override
          public double sent(int request) {
            return 1;
          }

          @Override
          public int status(int request) {
            return request == 0 ? 503 : request == 1 ? 429 : 0;
          }
        };
    assertArrayEquals(content, copied());
    assertEquals(3, requests.get());
  }

  @Test
  void aServerThatStaysBusyIsAskedSoOften() {
    behaviour = status(503);
    assertTrue(failure().contains("503"));
    assertEquals(CloudStorage.ATTEMPTS, requests.get());
  }

  @Test
  void aConnectionThatIsAlwaysCutIsMadeSoOften() {
    behaviour = request -> 0;
    assertTrue(failure().endsWith("it ends at byte 0 and not at 1000"));
    assertEquals(CloudStorage.ATTEMPTS, requests.get());
  }

  @Test
  void whatMayNotBeReadOrIsGoneIsAskedForOnce() {
    behaviour = status(403);
    assertTrue(failure().contains("403"));
    behaviour = status(404);
    assertTrue(failure().contains("404"));
    assertEquals(2, requests.get());
  }

  @Test
  void bytesThatAreNotTheObjectsAreRefused() {
    CloudObject object = object();
    content[500] ^= 1;
    IOException e = assertThrows(IOException.class, () -> copied(object));
    assertTrue(e.getMessage().startsWith("gs://b/o cannot be copied: its CRC32C is "));
  }

  @Test
  void anObjectThatIsShorterThanItWasIsRefused() {
    CloudObject object = object();
    content = new byte[0];
    behaviour = status(416);
    IOException e = assertThrows(IOException.class, () -> copied(object));
    assertTrue(e.getMessage().endsWith("it ends at byte 0 and not at 1000"), e.getMessage());
  }

  private static Behaviour status(int status) {
    return new Behaviour() {
      @Override
      public double sent(int request) {
        return 1;
      }

      @Override
      public int status(int request) {
        return status;
      }
    };
  }

  private CloudObject object() {
    CRC32C crc = new CRC32C();
    crc.update(content);
    byte[] checksum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return new CloudObject(
        "b", "o", 5, content.length, Base64.getEncoder().encodeToString(checksum));
  }

  private String failure() {
    return assertThrows(IOException.class, this::copied).getMessage();
  }

  private byte[] copied() throws IOException {
    return copied(object());
  }

  private byte[] copied(CloudObject object) throws IOException {
    Path target = folder.resolve("copy-" + requests.get());
    new RangedDownload(storage, object).to(target);
    return Files.readAllBytes(target);
  }
}
