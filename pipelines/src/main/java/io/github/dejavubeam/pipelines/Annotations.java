package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.conversion.AnnotationWriter;
import io.github.dejavubeam.transforms.conversion.CocoInstances;
import io.github.dejavubeam.transforms.conversion.MalformedAnnotationsException;
import io.github.dejavubeam.transforms.conversion.VocFolder;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/** Turns annotations of other formats into lines that studies take beside their data. */
final class Annotations implements Verb<AnnotationsOptions> {

  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public String name() {
    return "annotations";
  }

  @Override
  public String summary() {
    return "Turns COCO or Pascal VOC annotations into lines for --annotations.";
  }

  @Override
  public Class<AnnotationsOptions> options() {
    return AnnotationsOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(AnnotationsOptions options, PrintStream out) {
    String output = options.getOutput();
    boolean baseNames =
        switch (options.getKeys()) {
          case "path" -> false;
          case "name" -> true;
          default ->
              throw new UsageException("--keys=" + options.getKeys() + ": choose from path, name");
        };
    Source source = source(options);
    requireAbsent(output);
    try {
      AnnotationWriter[] written = new AnnotationWriter[1];
      AtomicFiles.write(
          output,
          channel -> {
            try (AnnotationWriter writer =
                new AnnotationWriter(
                    new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES),
                    ReadLimits.defaults(),
                    baseNames)) {
              source.write(writer);
              written[0] = writer;
            }
          });
      out.printf(
          "%d examples with %d objects, %s%n", written[0].examples(), written[0].objects(), output);
      written[0]
          .leftOut()
          .forEach((reason, count) -> out.printf("left out: %d, %s%n", count, reason));
      written[0].notes().forEach((note, count) -> out.printf("note: %d %s%n", count, note));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what it holds. */
  private interface Source {
    void write(AnnotationWriter writer) throws IOException;
  }

  private static Source source(AnnotationsOptions options) {
    return switch (options.getFrom()) {
      case "coco" -> {
        List<Shard> files = coco(options.getInput());
        yield writer -> {
          for (Shard file : files) {
            convertCoco(file.path(), writer);
          }
        };
      }
      case "voc" -> {
        if (options.getInput().size() != 1
            || !Files.isDirectory(Path.of(options.getInput().get(0)))) {
          throw new UsageException(
              "--input=" + String.join(",", options.getInput()) + ": give one folder of XML files");
        }
        Path folder = Path.of(options.getInput().get(0));
        yield writer -> VocFolder.convert(folder, writer, options.getFirstPixel());
      }
      default ->
          throw new UsageException("--from=" + options.getFrom() + ": choose from coco, voc");
    };
  }

  private static List<Shard> coco(List<String> patterns) {
    try {
      return ShardPatterns.expand("--input", patterns);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static void convertCoco(String path, AnnotationWriter writer) throws IOException {
    try (InputStream in =
        Channels.newInputStream(FileSystems.open(FileSystems.matchNewResource(path, false)))) {
      CocoInstances.convert(in, writer);
    } catch (MalformedAnnotationsException e) {
      throw new UsageException("--input=" + path + ": " + e.getMessage(), e);
    }
  }

  private static void requireAbsent(String output) {
    try {
      if (!FileSystems.match(output, EmptyMatchTreatment.ALLOW).metadata().isEmpty()) {
        throw new UsageException("--output=" + output + " is there: choose another name");
      }
    } catch (IOException e) {
      throw new UsageException("--output=" + output + ": " + e.getMessage(), e);
    }
  }
}
