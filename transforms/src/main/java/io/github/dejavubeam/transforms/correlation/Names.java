package io.github.dejavubeam.transforms.correlation;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/** Numbers names in the order in which they are met. */
final class Names implements Serializable {

  private static final long serialVersionUID = 1;

  private final Object2IntOpenHashMap<String> ordinals = new Object2IntOpenHashMap<>();
  private final ArrayList<String> names = new ArrayList<>();

  /** The number of a name, which is given one if it has none. */
  int ordinal(String name) {
    int ordinal = ordinals.getOrDefault(name, -1);
    if (ordinal < 0) {
      ordinal = names.size();
      ordinals.put(name, ordinal);
      names.add(name);
    }
    return ordinal;
  }

  /** The name of that number. */
  String name(int ordinal) {
    return names.get(ordinal);
  }

  int size() {
    return names.size();
  }

  void write(OutputStream out) throws IOException {
    VarInt.encode(names.size(), out);
    for (String name : names) {
      StringUtf8Coder.of().encode(name, out);
    }
  }

  /** Adds what {@link #write} wrote. */
  void read(InputStream in) throws IOException {
    for (int left = VarInt.decodeInt(in); left > 0; left--) {
      ordinal(StringUtf8Coder.of().decode(in));
    }
  }
}
