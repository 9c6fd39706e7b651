package io.github.dejavubeam.transforms.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.EmbeddingTimes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class StudyManifestTest {

  @Test
  void writesItsFieldsInTheirOrderAndOptionsByName() {
    StudyManifest study =
        new StudyManifest(
            "dejavu",
            "0.1.0",
            "vlm",
            Instant.ofEpochSecond(1_700_000_000),
            Map.of("output", "out", "k", "1,10"),
            List.of(
                new StudyManifest.Model("clip-a", "models/clip-a", "12ab"),
                new StudyManifest.Model("clip-b", "models/clip-b", "34cd")),
            new StudyManifest.Versions("17.0.15", "Linux 6.1 amd64", "1.29.0", "2.70.0"),
            12.5);

    assertEquals(
        """
        {
          "version": 1,
          "program": {
            "name": "dejavu",
            "version": "0.1.0"
          },
          "verb": "vlm",
          "finishedAt": "2023-11-14T22:13:20Z",
          "options": {
            "k": "1,10",
            "output": "out"
          },
          "models": [
            {
              "name": "clip-a",
              "directory": "models/clip-a",
              "digest": "12ab"
            },
            {
              "name": "clip-b",
              "directory": "models/clip-b",
              "digest": "34cd"
            }
          ],
          "counts": {
            "target": {
              "read": 20,
              "scored": 16,
              "unlabelled": 3,
              "skipped": 1
            },
            "public": {
              "read": 12,
              "indexed": 11,
              "skipped": 1
            },
            "leaks": {
              "sameImage": 0,
              "sameCaption": 2,
              "excluded": 0
            }
          },
          "runtime": {
            "java": "17.0.15",
            "os": "Linux 6.1 amd64",
            "onnxruntime": "1.29.0",
            "beam": "2.70.0"
          },
          "embedding": {
            "modelBusyShare": 0.75,
            "steps": [
              {
                "step": "decode",
                "examples": 20,
                "threadSeconds": 0.5,
                "examplesPerSecond": 40.0
              },
              {
                "step": "model clip-a/image",
                "examples": 20,
                "threadSeconds": 4.0,
                "examplesPerSecond": 5.0
              }
            ]
          },
          "seconds": 12.5
        }
        """,
        new String(
            StudyManifest.bytes(
                study,
                Studies.summary(),
                Map.of(),
                Optional.of(
                    new EmbeddingTimes(
                        new TreeMap<>(
                            Map.of(
                                "decode", new EmbeddingTimes.Step(20, 0.5),
                                "model clip-a/image", new EmbeddingTimes.Step(20, 4))),
                        0.75))),
            UTF_8));
  }
}
