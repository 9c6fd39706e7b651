package io.github.dejavubeam.transforms.conversion;

import io.github.dejavubeam.transforms.conversion.AnnotationWriter.BoxedObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The boxes of a folder of Pascal VOC annotations, an XML file an image, in folders of any depth,
 * as ImageNet has a folder for each class. An image has the key that the path of its XML file
 * gives, and a class where all its objects have one name.
 *
 * <p>Pascal VOC counts columns and rows from 1, ImageNet from 0, and the last of a box belongs to
 * it: [xmin, ymin, xmax, ymax] becomes [xmin - first, ymin - first, xmax - first + 1, ymax - first
 * + 1].
 */
public final class VocFolder {

  private static final int MAX_BYTES = 1 << 20;
  private static final String ENDING = ".xml";

  private final Path root;
  private final AnnotationWriter out;
  private final VocFile file;

  private VocFolder(Path root, AnnotationWriter out, int firstPixel) {
    this.root = root;
    this.out = out;
    this.file = new VocFile(out, firstPixel);
  }

  /**
   * Writes a line for each file below a folder, in the order of their paths; symbolic links below
   * it are not followed.
   *
   * @param firstPixel number of the first column and row of an image: 1 for Pascal VOC, 0 for
   *     ImageNet
   * @throws IOException if a file cannot be read, or lines cannot be written
   */
  public static void convert(Path folder, AnnotationWriter out, int firstPixel) throws IOException {
    Path root = folder.toRealPath();
    new VocFolder(root, out, firstPixel).convert(root);
  }

  private void convert(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> found = Files.list(folder)) {
      entries = found.sorted().toList();
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        convert(entry);
      } else if (!entry.toString().endsWith(ENDING)) {
        out.leaveOut("file: its name does not end in " + ENDING);
      } else if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        out.leaveOut("file: it is a symbolic link, or no regular file");
      } else {
        convertFile(entry);
      }
    }
  }

  private void convertFile(Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      out.leaveOut("file: it is larger than " + MAX_BYTES + " bytes");
      return;
    }
    List<BoxedObject> objects;
    try {
      objects = file.read(new ByteArrayInputStream(bytes));
    } catch (MalformedAnnotationsException e) {
      out.leaveOut(e.getMessage());
      return;
    }
    List<String> labels = objects.stream().map(BoxedObject::label).distinct().toList();
    out.write(
        root.relativize(path).toString().replace('\\', '/'),
        labels.size() == 1 ? labels.get(0) : null,
        objects);
  }
}
