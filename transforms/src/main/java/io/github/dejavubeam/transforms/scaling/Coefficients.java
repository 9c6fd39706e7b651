package io.github.dejavubeam.transforms.scaling;

/**
 * What one of each thing costs, in seconds of one core unless it says otherwise. {@link #MEASURED}
 * are fitted to the runs of deploy/SCALING.md, which ScalingDocumentTest does again.
 *
 * @param readExample an example found in a shard: tar, annotations, hashes
 * @param readByte a byte of it
 * @param decodeImage an image decoded, whatever its size
 * @param decodeMegapixel and for every million of pixels
 * @param prepareImage an image resized and normalised for one encoder, whatever its size
 * @param prepareMegapixel and for every million of pixels
 * @param modelImage an image in the model of one encoder
 * @param prepareText a caption turned into tokens for one encoder
 * @param modelText a caption in the model of one encoder
 * @param writeVectorByte a byte of a row of a vector block, collected and written
 * @param rowKey a row's key and hashes, sorted to find repeated keys and leaks
 * @param packComponent a component of a public row, read and laid out for a search task
 * @param searchTask a task of the search: its trials of faster ways, code that is not compiled yet
 * @param gflops operations of the comparing of vectors, 2 x rows x queries x dimension, in 10^9 a
 *     second of a core; more than a core multiplies where most rows are excluded early
 * @param candidate a row that is among the k nearest for a while, for one query
 * @param lookUp a neighbour, its labels looked up
 * @param score a comparison of an example, scored
 * @param spellNeighbour a neighbour spelled out for {@code examples/*.parquet}
 * @param aggregate a score, summed up in every table that it counts in
 * @param listNeighbour a neighbour written to {@code examples/*.parquet}
 * @param start a worker process: starting, compiling, the report
 */
public record Coefficients(
    double readExample,
    double readByte,
    double decodeImage,
    double decodeMegapixel,
    double prepareImage,
    double prepareMegapixel,
    double modelImage,
    double prepareText,
    double modelText,
    double writeVectorByte,
    double rowKey,
    double packComponent,
    double searchTask,
    double gflops,
    double candidate,
    double lookUp,
    double score,
    double spellNeighbour,
    double aggregate,
    double listNeighbour,
    double start) {

  /** Of a shared machine with two cores and AVX-512, models of 64 pixels. */
  public static final Coefficients MEASURED =
      new Coefficients(
          /* readExample= */ 0,
          /* readByte= */ 9.57e-9,
          /* decodeImage= */ 8.19e-5,
          /* decodeMegapixel= */ 5.68e-3,
          /* prepareImage= */ 4.30e-5,
          /* prepareMegapixel= */ 2.28e-3,
          /* modelImage= */ 2.59e-4,
          /* prepareText= */ 5.45e-5,
          /* modelText= */ 2.15e-4,
          /* writeVectorByte= */ 1.09e-8,
          /* rowKey= */ 0,
          /* packComponent= */ 2.18e-8,
          /* searchTask= */ 0.442,
          /* gflops= */ 90.8,
          /* candidate= */ 1.98e-7,
          /* lookUp= */ 0,
          /* score= */ 5.11e-5,
          /* spellNeighbour= */ 3.64e-7,
          /* aggregate= */ 0,
          /* listNeighbour= */ 2.59e-6,
          /* start= */ 36.3);

  /**
   * An image and a caption in graphs of the shape of a CLIP ViT-B/32, as bench embed measured them
   * on the same machine: seconds of a core. That is 79 and 83 GFLOP/s, by the 8.82 and 5.96 GFLOP
   * of model_profile.csv of open_clip.
   */
  public static final double VIT_B_32_IMAGE = 0.111;

  public static final double VIT_B_32_TEXT = 0.072;

  /** These with other models: seconds of a core for an image and for a caption. */
  public Coefficients withModels(double image, double text) {
    return new Coefficients(
        readExample,
        readByte,
        decodeImage,
        decodeMegapixel,
        prepareImage,
        prepareMegapixel,
        image,
        prepareText,
        text,
        writeVectorByte,
        rowKey,
        packComponent,
        searchTask,
        gflops,
        candidate,
        lookUp,
        score,
        spellNeighbour,
        aggregate,
        listNeighbour,
        start);
  }

  /** These with another speed of comparing vectors, in GFLOP/s of a core. */
  public Coefficients withGflops(double other) {
    return new Coefficients(
        readExample,
        readByte,
        decodeImage,
        decodeMegapixel,
        prepareImage,
        prepareMegapixel,
        modelImage,
        prepareText,
        modelText,
        writeVectorByte,
        rowKey,
        packComponent,
        searchTask,
        other,
        candidate,
        lookUp,
        score,
        spellNeighbour,
        aggregate,
        listNeighbour,
        start);
  }
}
