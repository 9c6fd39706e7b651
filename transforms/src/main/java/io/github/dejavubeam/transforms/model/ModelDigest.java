package io.github.dejavubeam.transforms.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.NavigableSet;

/** SHA-256 digests by which a model and its settings are known. */
final class ModelDigest {

  private ModelDigest() {}

  /** SHA-256 in hex. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(algorithm().digest(bytes));
  }

  /**
   * SHA-256 in hex over files: name, length and content of each.
   *
   * @param files paths in the directory, digested in their order
   * @throws InvalidModelException if one cannot be read
   */
  static String sha256(Path directory, NavigableSet<String> files) {
    MessageDigest digest = algorithm();
    byte[] buffer = new byte[1 << 16];
    for (String file : files) {
      Path path = directory.resolve(file);
      digest.update(file.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      try (InputStream content = Files.newInputStream(path)) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(path)).flip());
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      } catch (IOException e) {
        throw new InvalidModelException(
            directory, file + " cannot be read (" + e.getMessage() + ")", "check the file", e);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
