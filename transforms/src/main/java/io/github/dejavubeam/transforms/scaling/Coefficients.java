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
 * @param rowKey a row's key and hashes, read and dealt out to find repeated keys and leaks
 * @param packComponent a component of a public row, read and laid out for a search task
 * @param searchTask a task of the search: its trials of faster ways, code that is not compiled yet
 * @param gflops operations of the comparing of vectors, 2 x rows x queries x dimension, in 10^9 a
 *     second of a core; more than a core multiplies where most rows are excluded early
 * @param pair a public row and a query, whatever their dimension
 * @param candidate a row that is among the k nearest for a while, for one query
 * @param lookUp a neighbour, its labels looked up
 * @param score a comparison of an example, scored
 * @param startScoring a worker process that scores: code that is not compiled yet
 * @param aggregate a score, summed up in every table that it counts in
 * @param listNeighbour a neighbour spelled out and written to {@code examples/*.parquet}
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
    double pair,
    double candidate,
    double lookUp,
    double score,
    double startScoring,
    double aggregate,
    double listNeighbour,
    double start) {

  /** Of two cores with AVX-512 and VNNI, models of 64 pixels. */
  public static final Coefficients MEASURED =
      new Coefficients(
          /* readExample= */ 1.90e-7,
          /* readByte= */ 9.41e-9,
          /* decodeImage= */ 7.18e-5,
          /* decodeMegapixel= */ 0.00531,
          /* prepareImage= */ 3.86e-5,
          /* prepareMegapixel= */ 0.00188,
          /* modelImage= */ 2.48e-4,
          /* prepareText= */ 4.03e-5,
          /* modelText= */ 2.08e-4,
          /* writeVectorByte= */ 5.88e-9,
          /* rowKey= */ 8.05e-7,
          /* packComponent= */ 7.48e-9,
          /* searchTask= */ 0.256,
          /* gflops= */ 369,
          /* pair= */ 3.49e-10,
          /* candidate= */ 3.15e-7,
          /* lookUp= */ 3.19e-7,
          /* score= */ 1.06e-5,
          /* startScoring= */ 0.434,
          /* aggregate= */ 5.44e-5,
          /* listNeighbour= */ 7.05e-7,
          /* start= */ 29);

  /**
   * An image and a caption in graphs of the shape of a CLIP ViT-B/32, as bench embed measured them
   * on the same machine: seconds of a core. That is 79 and 83 GFLOP/s, by the 8.82 and 5.96 GFLOP
   * of model_profile.csv of open_clip.
   */
  public static final double VIT_B_32_IMAGE = 0.111;

  public static final double VIT_B_32_TEXT = 0.072;

  /** These with other models: seconds of a core for an image and for a caption. */
  public Coefficients withModels(double image, double text) {
    return with(image, text, gflops, pair);
  }

  /** These with another speed of comparing vectors, in GFLOP/s of a core, all that a pair costs. */
  public Coefficients withGflops(double other) {
    return with(modelImage, modelText, other, 0);
  }

  private Coefficients with(double image, double text, double speed, double ofPair) {
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
        speed,
        ofPair,
        candidate,
        lookUp,
        score,
        startScoring,
        aggregate,
        listNeighbour,
        start);
  }
}
