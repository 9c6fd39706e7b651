package io.github.dejavubeam.transforms.scaling;

import java.util.List;
import java.util.stream.LongStream;

/**
 * What a study of the vision-language test costs, stage by stage. Every formula is counts times
 * {@link Coefficients}; deploy/SCALING.md tells them in words.
 *
 * @param sets how many examples there are
 * @param study what is compared
 * @param data what examples and vectors are like
 * @param cluster the machines
 * @param cost seconds of a core
 * @param gpu what a GPU does, where there are any
 */
public record CostModel(
    SetSizes sets,
    StudyShape study,
    DataShape data,
    Cluster cluster,
    Coefficients cost,
    GpuRates gpu) {

  /** Squared distance and row reference of a candidate in the shuffle (RetrievalCoder). */
  private static final int CANDIDATE_BYTES = 16;

  /**
   * A row in the shuffles that find repeated keys and leaks: 64 bits each of the hashes of its key,
   * its image and its caption. What is shared travels whole, and is taken to be rare.
   */
  private static final int KEY_BYTES = 24;

  /** A row of {@code examples/*.parquet}, compressed, and a neighbour in it. */
  static final double LISTED_ROW_BYTES = 22;

  static final double LISTED_NEIGHBOUR_BYTES = 4.3;

  /** All stages, in the order in which they run. */
  public List<StageCost> stages() {
    return List.of(
        read(), images(), captions(), write(), keys(), search(), score(), aggregate(), start());
  }

  /**
   * Tar, annotations, hashes: every example once. Images cross the network here and never again.
   */
  StageCost read() {
    double bytes = (double) sets.all() * data.exampleBytes();
    return new StageCost(
        "read shards", sets.all() * cost.readExample() + bytes * cost.readByte(), 0, bytes, 0);
  }

  /** The images of the public set: decoded once, prepared and embedded by every image encoder. */
  StageCost images() {
    double images = study.imageEncoders() > 0 ? sets.publics() : 0;
    double encodings = images * study.imageEncoders();
    double decode = cost.decodeImage() + data.megapixels() * cost.decodeMegapixel();
    double prepare = cost.prepareImage() + data.megapixels() * cost.prepareMegapixel();
    double host = images * decode + encodings * prepare;
    return onGpu()
        ? new StageCost("embed images", host, encodings / gpu.images(), 0, 0)
        : new StageCost("embed images", host + encodings * cost.modelImage(), 0, 0, 0);
  }

  /** The captions of all sets, by every encoder that reads them. */
  StageCost captions() {
    double host = captionEncodings() * cost.prepareText();
    return onGpu()
        ? new StageCost("embed captions", host, captionEncodings() / gpu.texts(), 0, 0)
        : new StageCost("embed captions", host + captionEncodings() * cost.modelText(), 0, 0, 0);
  }

  private double captionEncodings() {
    return (double) sets.queries() * study.queryTextEncoders()
        + (double) sets.publics() * study.publicTextEncoders();
  }

  /** A row of every encoder for every example. */
  StageCost write() {
    double bytes = vectorBytes();
    return new StageCost("write vectors", bytes * cost.writeVectorByte(), 0, bytes, bytes);
  }

  /** Bytes of all vector blocks. */
  double vectorBytes() {
    return (captionEncodings() + (double) sets.publics() * study.imageEncoders()) * data.rowBytes();
  }

  /** Keys and hashes of all examples meet in a shuffle, to find repeated keys and leaks. */
  StageCost keys() {
    double rows = sets.all();
    return new StageCost("keys and leaks", rows * cost.rowKey(), 0, rows * KEY_BYTES, 0);
  }

  /**
   * Every query against every public row in every search. Rows that are among the k nearest for a
   * while are k (1 + ln(P / k)) a query where the order of the rows says nothing (records of a
   * random sequence).
   */
  StageCost search() {
    double pairs = (double) sets.queries() * sets.publics() * study.searches();
    double gigaOperations = 2 * pairs * data.dimension() / 1e9;
    double rowsRead = cuts().stream().mapToDouble(cut -> cut.rowsRead(sets.publics())).sum();
    double k = Math.min(study.largestK(), sets.publics());
    double candidates = sets.queries() * study.searches() * k * (1 + Math.log(sets.publics() / k));
    double tasks = cuts().stream().mapToDouble(SearchCut::tasks).sum();
    double host =
        rowsRead * data.dimension() * cost.packComponent()
            + tasks * cost.searchTask()
            + candidates * cost.candidate();
    double compare = gigaOperations / cost.gflops() + pairs * cost.pair();
    return onGpu()
        ? new StageCost("search", host, gigaOperations / gpu.gflops(), searchNetwork(), 0)
        : new StageCost("search", host + compare, 0, searchNetwork(), 0);
  }

  /** How the searches of target and control set are cut into tasks. */
  List<SearchCut> cuts() {
    return LongStream.of(sets.targets(), sets.controls())
        .filter(queries -> queries > 0)
        .mapToObj(queries -> SearchCut.of(queries, sets.publics(), data, study, cluster))
        .toList();
  }

  /** Blocks that tasks copy, and candidates that they send. */
  private double searchNetwork() {
    double queryRows = (double) sets.queries() * study.searches();
    double indexGroups = cuts().stream().mapToLong(SearchCut::indexGroups).max().orElseThrow();
    return indexCopies()
        + queryRows * indexGroups * data.rowBytes()
        + queryRows * indexGroups * study.largestK() * CANDIDATE_BYTES;
  }

  /**
   * Bytes of public blocks that all machines copy. A machine copies each once if its cache holds
   * those of all searches; else, at worst, each of its tasks copies its own.
   */
  double indexCopies() {
    double byTasks =
        cuts().stream().mapToDouble(cut -> cut.rowsRead(sets.publics())).sum() * data.rowBytes();
    double once = cluster.workers() * indexBytes();
    return indexBytes() <= cluster.blockCacheBytes() ? Math.min(once, byTasks) : byTasks;
  }

  /** Bytes of the public blocks of all searches. */
  double indexBytes() {
    return study.searches() * sets.publics() * data.rowBytes();
  }

  /**
   * Labels of every neighbour of every search, and every comparison. Neighbours lie anywhere, so
   * every machine copies the blocks of one encoder of each set.
   */
  StageCost score() {
    double neighbours = (double) sets.queries() * study.searches() * study.largestK();
    return new StageCost(
        "look up and score",
        neighbours * cost.lookUp()
            + scores() * cost.score()
            + cluster.workers() * cost.startScoring(),
        0,
        cluster.workers() * labelBytes(),
        0);
  }

  /** Bytes of blocks that a machine keeps while it scores: of one encoder of each set. */
  double labelBytes() {
    return sets.all() * data.rowBytes();
  }

  private double scores() {
    return (double) sets.queries() * study.comparisons();
  }

  private double listedNeighbours() {
    return (double) sets.targets() * study.listedNeighbours();
  }

  /**
   * Sums of scores, which stay small in the shuffle, and the rows of {@code examples/*.parquet}.
   */
  StageCost aggregate() {
    double bytes =
        (double) sets.targets() * study.listedRows() * LISTED_ROW_BYTES
            + listedNeighbours() * LISTED_NEIGHBOUR_BYTES;
    return new StageCost(
        "aggregate and list",
        scores() * cost.aggregate() + listedNeighbours() * cost.listNeighbour(),
        0,
        bytes,
        bytes);
  }

  /** Every machine starts, loads and compiles. */
  StageCost start() {
    return new StageCost("start", cluster.workers() * cost.start(), 0, 0, 0);
  }

  private boolean onGpu() {
    return cluster.gpus() > 0;
  }
}
