package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.fuzz.FuzzTarget;
import io.github.dejavubeam.transforms.fuzz.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Vector blocks, and the manifest that lists them. */
public final class VectorTargets {

  private static final String ENCODER = "m.text";

  private VectorTargets() {}

  /** The targets; they put their files into that folder. */
  public static List<FuzzTarget> in(Path folder) throws IOException {
    VectorFolder vectors = new VectorFolder(folder.resolve("vectors").toString());
    Path manifest = Path.of(vectors.manifest(ENCODER));
    Files.createDirectories(manifest.getParent());
    return List.of(
        new BlockTarget(new InputFile(folder.resolve("block.arrow"))),
        new ManifestTarget(vectors, new InputFile(manifest)));
  }

  private record BlockTarget(InputFile file) implements FuzzTarget {

    @Override
    public String name() {
      return "vector-block";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
      List<byte[]> seeds = new ArrayList<>();
      for (VectorType type : VectorType.values()) {
        BlockRows rows = new BlockRows();
        for (int i = 0; i < 5; i++) {
          List<LabelledObject> objects = List.of(LabelledObject.of("cat" + i, 0.5));
          rows.add(
              new BlockRows.Row(
                  "id" + i, new byte[16], i == 0 ? null : new byte[16], new byte[16], objects, "class",
                  objects, "a caption"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorBlockWriter.write(Channels.newChannel(out), rows, new float[5 * 3], 3, type);
        seeds.add(out.toByteArray());
      }
      return seeds;
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
      Path path = file.of(input);
      VectorBlockFile block;
      try {
        block = VectorBlockFile.open(path);
      } catch (IOException e) {
        return false;
      }
      float[] vector = new float[block.dimension()];
      for (int row = 0; row < block.rows(); row++) {
        block.id(row);
        block.imageHash(row);
        block.captionHash(row);
        block.exampleHash(row);
        block.objects(row);
        block.label(row);
        block.tags(row);
        block.caption(row);
        block.copyRow(row, vector, 0);
        block.forEachLabel(row, 0.25, label -> {});
      }
      return true;
    }
  }

  private record ManifestTarget(VectorFolder folder, InputFile file) implements FuzzTarget {

    @Override
    public String name() {
      return "vector-manifest";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
      new VectorManifest(
              VectorManifest.VERSION,
              ENCODER,
              "digest",
              "digest",
              3,
              "float16",
              true,
              32,
              "CPU",
              6,
              1,
              5,
              List.of(new VectorManifest.Block("b", "s.tar", 5, List.of(2))))
          .write(folder);
      return List.of(Files.readAllBytes(file.path()));
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
      file.of(input);
      try {
        VectorManifest.read(folder, ENCODER);
        return true;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
