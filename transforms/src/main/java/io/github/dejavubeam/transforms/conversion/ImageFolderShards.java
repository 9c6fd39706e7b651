package io.github.dejavubeam.transforms.conversion;

import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardWriter;
import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns a folder of images with a folder for each class, as torchvision's ImageFolder reads it,
 * into WebDataset shards: {@code CLASS/NAME.jpg} with the class in {@code CLASS/NAME.cls}. Classes
 * and files are taken in the order of their names, so that the same folder gives the same shards.
 * One image and the names of one class are in memory at a time.
 */
public final class ImageFolderShards {

  private final Path folder;
  private final String output;
  private final int examplesPerShard;
  private final ReadLimits limits;
  private final TreeMap<String, Long> leftOut = new TreeMap<>();
  private final Queue<Path> classes = new ArrayDeque<>();
  private final Queue<ClassFolder.Entry> files = new ArrayDeque<>();
  private String label = "";
  private int classCount;
  private long images;

  /**
   * A conversion.
   *
   * @param folder holds the class folders
   * @param output directory of the shards, by Beam's file systems, without a trailing slash
   * @param examplesPerShard most images of a shard, at least 1
   * @param limits images and keys beyond them are left out
   */
  public ImageFolderShards(Path folder, String output, int examplesPerShard, ReadLimits limits) {
    this.folder = folder;
    this.output = output;
    this.examplesPerShard = examplesPerShard;
    this.limits = limits;
  }

  /**
   * What was done.
   *
   * @param classes number of class folders
   * @param images number of images in the shards
   * @param shards paths of the shards
   * @param leftOut files that were left out, by reason
   */
  public record Outcome(
      int classes, long images, List<String> shards, TreeMap<String, Long> leftOut) {}

  /**
   * Writes the shards, {@code shard-00000.tar} and on; none where there is no image.
   *
   * @throws IOException if a file cannot be read or written
   */
  public Outcome write() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      for (Path path : found.sorted().toList()) {
        if (Files.isDirectory(path)) {
          classes.add(path);
        } else {
          leaveOut("not in a class folder");
        }
      }
    }
    classCount = classes.size();
    List<String> shards = new ArrayList<>();
    for (ClassFolder.Entry next = nextImage(); next != null; ) {
      String shard = "%s/shard-%05d.tar".formatted(output, shards.size());
      ClassFolder.Entry first = next;
      ClassFolder.Entry[] following = new ClassFolder.Entry[1];
      AtomicFiles.write(shard, channel -> following[0] = writeShard(channel, first));
      shards.add(shard);
      next = following[0];
    }
    return new Outcome(classCount, images, shards, leftOut);
  }

  /** Writes a shard that begins with that image; returns the first that did not fit. */
  private ClassFolder.Entry writeShard(WritableByteChannel channel, ClassFolder.Entry first)
      throws IOException {
    ClassFolder.Entry next = first;
    try (ShardWriter shard = new ShardWriter(Channels.newOutputStream(channel))) {
      for (int i = 0; i < examplesPerShard && next != null; i++) {
        shard.add(next.member(), Files.readAllBytes(next.path()));
        shard.add(next.key() + ".cls", label.getBytes(StandardCharsets.UTF_8));
        images++;
        next = nextImage();
      }
    }
    return next;
  }

  private ClassFolder.Entry nextImage() throws IOException {
    while (true) {
      while (files.isEmpty()) {
        if (classes.isEmpty()) {
          return null;
        }
        ClassFolder next = ClassFolder.of(classes.remove());
        label = next.label();
        files.addAll(next.files());
      }
      ClassFolder.Entry file = files.remove();
      String fault = fault(file);
      if (fault == null) {
        return file;
      }
      leaveOut(fault);
    }
  }

  private String fault(ClassFolder.Entry file) throws IOException {
    if (file.member() == null) {
      return "not a .jpg, .jpeg, .png, .webp or .gif file";
    }
    if (!Files.isRegularFile(file.path(), LinkOption.NOFOLLOW_LINKS)) {
      return "a symbolic link, or no regular file";
    }
    if (Files.size(file.path()) > limits.maxImageBytes()) {
      return "image is larger than the limit";
    }
    return WebDatasetReader.keyFault(file.key(), limits).orElse(null);
  }

  private void leaveOut(String reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }
}
