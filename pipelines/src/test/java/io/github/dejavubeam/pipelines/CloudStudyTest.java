package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies whose shards, models, vectors and results are all on Google Cloud Storage. */
class CloudStudyTest {

  @TempDir static Path folder;
  private static CloudStorageServer server;
  private static String expected;

  @BeforeAll
  static void storeTheSample() throws IOException {
    server = new CloudStorageServer();
    for (String part :
        List.of("clipart/target-a", "clipart/public", "models/mini-clip-a", "models/mini-clip-b")) {
      server.upload(StudyRun.SAMPLE.resolve(part), part);
    }
    // Weights in a format that is of no use here.
    server.objects().put("models/mini-clip-a/pytorch_model.bin", new byte[10]);
    Path output = folder.resolve("study");
    StudyRun.complete(args(path -> StudyRun.SAMPLE + "/" + path, output.toString()));
    expected = Files.readString(output.resolve("summary.json"));
    server.forget();
  }

  @AfterAll
  static void stop() {
    server.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @AfterEach
  void everyFaultCameTrue() {
    assertEquals(List.of(), server.forget());
  }

  private static List<String> args(UnaryOperator<String> place, String output, String... more) {
    return GoldenRuns.with(
        List.of(
            "vlm",
            "--parallelism=2",
            "--model=" + place.apply("models/mini-clip-a"),
            "--reference=" + place.apply("models/mini-clip-b"),
            "--mode=t2i",
            "--k=1",
            "--objects=all",
            "--output=" + output),
        server.options(),
        GoldenRuns.with(
                List.of(
                    "--target=" + place.apply("clipart/target-a"),
                    "--public=" + place.apply("clipart/public")),
                List.of(more))
            .toArray(String[]::new));
  }

  private static List<String> onCloud(String output, String... more) {
    return args(CloudStorageServer::name, CloudStorageServer.name(output), more);
  }

  private static String summary(String output) {
    return new String(server.objects().content(output + "/summary.json"), StandardCharsets.UTF_8);
  }

  @Test
  void aStudyThereIsThatOfTheSameDataHere() {
    StudyRun run = StudyRun.complete(onCloud("study-1"));
    assertEquals(expected, summary("study-1"));
    assertTrue(run.out().contains("All results: gs://bucket-1/study-1 "), run.out());
    assertEquals(0, server.count("pytorch_model.bin[?].*alt=media"));
    // Nothing half done is left, nor the lease.
    List<String> names = server.objects().names();
    assertTrue(names.contains("study-1/manifest.json"));
    assertTrue(
        names.stream().noneMatch(name -> name.matches(".*/[.](partial-|dejavu[.]).*")),
        names.toString());
  }

  @Test
  void faultsOfAMomentChangeNothing() {
    // Written anew, models are copied anew, whichever test ran before.
    server.objects().names().stream()
        .filter(name -> name.startsWith("models/mini-"))
        .forEach(name -> server.objects().put(name, server.objects().content(name)));
    server.fail(
        CloudFault.UNAVAILABLE, 1, "GET .*/models/mini-clip-a/config|GET .*open_clip_config");
    server.fail(CloudFault.SHORT, 1, "GET .*/models/mini-clip-b/.*onnx[?].*alt=media");
    server.fail(CloudFault.SHORT, 2, "GET .*/clipart/public/.*tar[?].*alt=media");
    server.fail(CloudFault.CUT, 1, "GET .*/clipart/target-a/.*tar[?].*alt=media");
    server.fail(CloudFault.TOO_MANY, 1, "GET .*[.]arrow[?].*alt=media");
    server.fail(CloudFault.LOST, 1, "PUT /upload");
    server.fail(CloudFault.UNAVAILABLE, 1, "POST .*/rewriteTo/.*summary.json");
    server.fail(CloudFault.LOST, 1, "POST /batch");
    StudyRun.complete(onCloud("study-2"));
    assertEquals(expected, summary("study-2"));
  }

  @Test
  void aModelThatArrivesWithOtherBytesIsRefused() {
    server.objects().put("models/other/model.onnx", new byte[1000]);
    server.fail(CloudFault.FLIPPED, 1, "GET .*/models/other/model.onnx[?].*alt=media");
    StudyRun run =
        StudyRun.of(onCloud("study-3", "--reference=" + CloudStorageServer.name("models/other")));
    assertTrue(run.err().contains("gs://bucket-1/models/other/model.onnx cannot be copied"));
    assertTrue(run.err().contains("its CRC32C is "), run.err());
    assertFalse(server.objects().names().stream().anyMatch(name -> name.startsWith("study-3/")));
  }

  @Test
  void aDryRunLooksAtEverythingAndWritesNothing() {
    StudyRun run = StudyRun.complete(onCloud("study-4", "--dryRun"));
    assertTrue(run.out().contains("output     gs://bucket-1/study-4"), run.out());
    assertTrue(run.out().contains("files of 2 models"), run.out());
    assertFalse(server.objects().names().stream().anyMatch(name -> name.startsWith("study-4/")));
  }

  @Test
  void aBucketThatIsNotThereIsAWrongPath() {
    StudyRun run = StudyRun.of(onCloud("study-5", "--target=gs://bucket-2/*.tar"));
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().startsWith("dejavu vlm: --target=gs://bucket-2/*.tar: "), run.err());
    assertTrue(run.err().contains("There is no such bucket: correct the path"), run.err());
  }

  @Test
  void anObjectThatIsNotThereIsAWrongPath() {
    StudyRun run = StudyRun.of(onCloud("study-5", "--target=" + CloudStorageServer.name("x.tar")));
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("--target=gs://bucket-1/x.tar: no such file"), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "FORBIDDEN, GET .*/clipart/target-a, denies access: give who runs this the role",
    "FORBIDDEN, GET .*prefix=models/, denies access: give who runs this the role",
    "FORBIDDEN, POST /upload, denies access: give who runs this the role",
    "UNAUTHORIZED, GET .*/clipart/target-a, wants credentials: run 'gcloud auth",
    "UNAUTHORIZED, GET .*prefix=models/, wants credentials: run 'gcloud auth",
  })
  void whatIsDeniedIsOfTheEnvironment(CloudFault fault, String request, String mend) {
    server.failAlways(fault, request);
    StudyRun run = StudyRun.of(onCloud("study-6"));
    assertEquals(Dejavu.ENVIRONMENT, run.exitCode(), run.err());
    assertTrue(run.err().contains("gs://bucket-1/"), run.err());
    assertTrue(run.err().contains(mend), run.err());
  }

  @Test
  void aDirectoryInUseIsRefused() {
    server.objects().put("study-8/.dejavu", new byte[0]);
    server.objects().put("study-8/.dejavu.lease", new byte[1]);
    StudyRun run = StudyRun.of(onCloud("study-8"));
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("--output=gs://bucket-1/study-8 is in use by another run"));
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    List<String> args = new ArrayList<>(onCloud("study-9", "--gcsEndpoint=localhost"));
    args.removeIf(arg -> arg.startsWith("--gcsEndpoint=http"));
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("--gcsEndpoint=localhost: give the address"), run.err());
  }
}
