package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A headless Chromium with one page open, driven by the DevTools protocol. */
final class Chromium implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 120;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final String session;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

  private Chromium(String program) throws Exception {
    profile = Files.createTempDirectory("chromium");
    process =
        new ProcessBuilder(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(process.inputReader()), new Messages())
            .get(SECONDS, TimeUnit.SECONDS);
    String target = call("", "Target.createTarget", "url", "about:blank").get("targetId").asText();
    session =
        call("", "Target.attachToTarget", "targetId", target, "flatten", true)
            .get("sessionId")
            .asText();
    send("Runtime.enable");
    send("Log.enable");
    send("Page.enable");
  }

  /** Starts it; skips the test, saying why, where there is none. */
  static Chromium start() throws Exception {
    Optional<String> program =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(
                name ->
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .findFirst();
    Assumptions.assumeTrue(program.isPresent(), "no chromium on the PATH to open the report in");
    return new Chromium(program.get());
  }

  private static URI address(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        return URI.create(line.substring("DevTools listening on ".length()));
      }
    }
    throw new IOException("chromium ended before it listened");
  }

  /** Opens a page and waits until its plots are drawn. */
  void open(Path page) throws Exception {
    errors.clear();
    send("Page.navigate", "url", "about:blank");
    send("Page.navigate", "url", page.toUri().toString());
    waitUntil("document.documentElement?.dataset.plots !== undefined");
  }

  /** Waits until an expression is true. */
  void waitUntil(String expression) throws Exception {
    for (int i = 0; i < 10 * SECONDS; i++) {
      if (evaluate(expression).asBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not within " + SECONDS + " s: " + expression + "; " + errors);
  }

  /** The value of an expression, a promise awaited. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            "expression",
            expression,
            "returnByValue",
            true,
            "awaitPromise",
            true);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** Presses and lets go a key. */
  void press(String key, int code) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          "type",
          key.equals("Enter") && type.equals("keyDown") ? "rawKeyDown" : type,
          "key",
          key,
          "code",
          key,
          "windowsVirtualKeyCode",
          code);
      if (key.equals("Enter") && type.equals("keyDown")) {
        send("Input.dispatchKeyEvent", "type", "char", "text", "\r", "key", key);
      }
    }
  }

  /** Sets what the page is shown on: the width in pixels, and light or dark. */
  void showOn(int width, String scheme) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        "width",
        width,
        "height",
        900,
        "deviceScaleFactor",
        1,
        "mobile",
        false);
    ObjectNode feature = JSON.createObjectNode();
    feature.put("name", "prefers-color-scheme").put("value", scheme);
    send("Emulation.setEmulatedMedia", "features", JSON.createArrayNode().add(feature));
  }

  /** Writes a picture of the whole page. */
  void picture(Path png) throws Exception {
    JsonNode answer =
        send("Page.captureScreenshot", "captureBeyondViewport", true, "format", "png");
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  /** Prints the page. */
  void print(Path pdf) throws Exception {
    JsonNode answer = send("Page.printToPDF", "printBackground", false);
    Files.createDirectories(pdf.getParent());
    Files.write(pdf, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  /** What the page complained of since it was opened. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  private JsonNode send(String method, Object... parameters) throws Exception {
    return call(session, method, parameters);
  }

  private JsonNode call(String to, String method, Object... parameters) throws Exception {
    ObjectNode message = JSON.createObjectNode();
    int id = lastId.incrementAndGet();
    message.put("id", id).put("method", method);
    if (!to.isEmpty()) {
      message.put("sessionId", to);
    }
    ObjectNode named = message.putObject("params");
    for (int i = 0; i < parameters.length; i += 2) {
      named.set((String) parameters[i], JSON.valueToTree(parameters[i + 1]));
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
    JsonNode received = answer.get(SECONDS, TimeUnit.SECONDS);
    if (received.has("error")) {
      throw new AssertionError(method + ": " + received.get("error"));
    }
    return received.get("result");
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Collections.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          take(JSON.readTree(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
          errors.add(e.toString());
        }
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void take(JsonNode message) {
      if (message.has("id")) {
        answers.remove(message.get("id").asInt()).complete(message);
        return;
      }
      JsonNode what = message.get("params");
      switch (message.get("method").asText()) {
        case "Runtime.exceptionThrown" -> errors.add(what.toString());
        case "Runtime.consoleAPICalled" -> {
          if (List.of("error", "warning", "assert").contains(what.get("type").asText())) {
            errors.add(what.toString());
          }
        }
        case "Log.entryAdded" -> {
          if (List.of("error", "warning").contains(what.at("/entry/level").asText())) {
            errors.add(what.toString());
          }
        }
        default -> {}
      }
    }
  }
}
