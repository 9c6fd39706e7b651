package io.github.dejavubeam.transforms.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the tokenizers library is given of a {@code tokenizer.json}. */
final class TokenizerJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String DECODER = "decoder";
  private static final byte[] NONE = "null".getBytes(StandardCharsets.UTF_8);

  private TokenizerJson() {}

  /**
   * The same text without a decoder, which only turns tokens into text: over a decoder that it
   * cannot parse, the library (0.21) ends the process in place of refusing the file.
   *
   * @throws IOException if it is no JSON object
   */
  static byte[] withoutDecoder(byte[] json) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
    int copied = 0;
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is not a JSON object");
      }
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        if (start < 0) {
          throw new IOException("it is not UTF-8");
        }
        if (field.equals(DECODER)) {
          out.write(json, copied, start - copied);
          out.write(NONE, 0, NONE.length);
          copied = (int) parser.currentLocation().getByteOffset();
        }
      }
    }
    out.write(json, copied, json.length - copied);
    return out.toByteArray();
  }
}
