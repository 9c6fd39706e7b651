package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beam's file system on Google Cloud Storage, as shards and results go through it. */
class CloudFilesTest {

  private static final byte[] BYTES = new byte[200_000];

  /** Of one kind, to write a file that takes two of the kind, with a fault. */
  private static final int MOST_REQUESTS = 5;

  private static CloudStorageServer server;

  @BeforeAll
  static void start() throws IOException {
    new Random(1).nextBytes(BYTES);
    server = new CloudStorageServer();
    CommandLine.parse(new Embed(), with("--input=x", "--output=x", "--model=x"));
  }

  private static List<String> with(String... args) {
    return GoldenRuns.with(List.of(args), server.options());
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

  @Test
  void aGlobAndARangeFindAllShardsOfSeveralPages() {
    for (int i = 0; i < 20; i++) {
      server.objects().put("many/%05d.tar".formatted(i), new byte[i]);
    }
    for (String pattern : List.of("many/*.tar", "many", "many/{00000..00019}.tar")) {
      List<Shard> shards =
          ShardPatterns.expand("--target", List.of(CloudStorageServer.name(pattern)));
      assertEquals(20, shards.size());
      assertEquals(19, shards.get(19).sizeBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, GET .*alt=media",
    "TOO_MANY, GET .*alt=media",
    "CUT, GET .*alt=media",
    "SHORT, GET .*alt=media",
    "UNAVAILABLE, GET /storage/.*/o/read",
    "CUT, GET /storage/.*/o/read",
  })
  void aFaultOfAMomentIsNotSeenByAReader(CloudFault fault, String request) throws IOException {
    server.objects().put("read", BYTES);
    server.fail(fault, 1, request);
    assertArrayEquals(BYTES, AtomicFiles.read(CloudStorageServer.name("read"), 1 << 20));
    assertEquals(2, server.count(request), () -> server.requests().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, POST /upload",
    "TOO_MANY, POST /upload",
    "CUT, POST /upload",
    "UNAVAILABLE, PUT /upload",
    "TOO_MANY, PUT /upload",
    "CUT, PUT /upload",
    "LOST, PUT /upload",
    "HALF_KEPT, PUT /upload",
    "UNAVAILABLE, POST .*/rewriteTo/",
    "UNAVAILABLE, POST /batch",
    "CUT, POST /batch",
    "LOST, POST /batch",
    "UNAVAILABLE, DELETE ",
  })
  void aFaultOfAMomentIsNotSeenByAWriter(CloudFault fault, String request) throws IOException {
    server.fail(fault, 1, request);
    AtomicFiles.write(CloudStorageServer.name("written/file"), BYTES);
    assertTrue(server.count(request) <= MOST_REQUESTS, () -> server.requests().toString());
    assertArrayEquals(BYTES, server.objects().content("written/file"));
    assertEquals(
        List.of("written/file"),
        server.objects().names().stream().filter(name -> name.startsWith("written/")).toList());
  }

  @Test
  void whatAWriterDoesNotFinishLeavesNothing() {
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFiles.write(
                CloudStorageServer.name("half/file"),
                channel -> {
                  channel.write(ByteBuffer.wrap(BYTES));
                  throw new IllegalStateException("the writer fails");
                }));
    assertNull(server.objects().content("half/file"));
    assertEquals(0, server.objects().names().stream().filter(n -> n.startsWith("half/")).count());
  }
}
