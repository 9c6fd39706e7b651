package io.github.dejavubeam.transforms.npy;

/**
 * Names of the files of a block in clip-retrieval's layout.
 *
 * @param vectors path of the .npy file
 * @param metadata path of the table
 */
record NpyName(String vectors, String metadata) {

  /** The names for a block, whose number has as many digits for all blocks below 100,000. */
  static NpyName of(String encoder, String output, int number) {
    int dot = encoder.lastIndexOf('.');
    String model = output + "/" + encoder.substring(0, dot);
    String kind = encoder.substring(dot + 1).equals("image") ? "img_emb" : "text_emb";
    return new NpyName(
        "%s/%s/%s_%05d.npy".formatted(model, kind, kind, number),
        "%s/metadata/metadata_%05d.parquet".formatted(model, number));
  }
}
