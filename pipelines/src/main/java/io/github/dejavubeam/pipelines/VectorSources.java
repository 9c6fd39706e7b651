package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.LocalModel;
import io.github.dejavubeam.transforms.model.Modality;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.npy.ClipRetrievalFolder;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import io.github.dejavubeam.transforms.vectors.ReadVectors;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import io.github.dejavubeam.transforms.vlm.Splits;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the models of a run and the vectors of its splits: in shards to embed, or in folders of
 * vectors made before.
 */
final class VectorSources {

  private final EmbeddingOptions options;
  private final String root;
  private final boolean vectorsGiven;
  private final VectorType vectorType;
  private final Map<String, EncoderSpec> encoders = new HashMap<>();
  private final Map<String, Map<String, Space>> spaces = new HashMap<>();
  private Placement placement;
  private Optional<TaggerModel> objectTagger = Optional.empty();

  /**
   * The space that vectors of a split lie in.
   *
   * @param source the option that says where they come from, with its value
   * @param modelDigest of the model that made or makes them
   * @param preprocessingDigest of what was done to the examples before
   */
  private record Space(
      String source, int dimension, String modelDigest, String preprocessingDigest) {}

  /**
   * Sources of a run.
   *
   * @param root folder below which each split's vectors are written
   * @param vectorsGiven whether all vectors were made before, so that models are only names
   * @throws UsageException if there is no such type of vectors
   */
  VectorSources(EmbeddingOptions options, String root, boolean vectorsGiven) {
    this.options = options;
    this.root = root;
    this.vectorsGiven = vectorsGiven;
    this.vectorType = vectorType(options.getVectorType());
  }

  /**
   * Opens the models that an option names.
   *
   * @param publicVectors folder that tells the kind of a model without a directory; null where
   *     there is none
   * @param changes of their encoders
   * @throws UsageException if a model is not usable
   */
  List<StudyModel> models(
      String option, List<String> values, String publicVectors, EncoderChanges changes) {
    List<StudyModel> models = new ArrayList<>();
    for (String value : values) {
      NamedDirectory named = NamedDirectory.of(option, value);
      StudyModel model;
      if (vectorsGiven && !LocalModel.exists(named.directory())) {
        boolean images =
            NpyVectors.of("--publicVectors", publicVectors)
                .map(npy -> npy.hasImages(named.name()))
                .orElseGet(
                    () ->
                        VectorManifest.isIn(
                            new VectorFolder(OutputPath.of(publicVectors)),
                            named.name() + ".image"));
        model = new StudyModel(named, Optional.empty(), images);
      } else {
        model = StudyModel.open(named);
      }
      models.add(model);
      for (EncoderSpec encoder : model.encoders()) {
        encoders.put(encoder.key(), changes.of(encoder));
      }
    }
    return models;
  }

  /**
   * The vectors of a split.
   *
   * @param split its name, which is that of the option, too
   * @param patterns its shards; null or empty where vectors are given
   * @param vectors folder of its vectors; null where shards are given
   * @param keys the encoders wanted
   * @throws UsageException if both or none is given, or something is not there
   */
  SplitSource split(String split, List<String> patterns, String vectors, List<String> keys) {
    boolean shards = patterns != null && !patterns.isEmpty();
    if (shards == (vectors != null)) {
      throw new UsageException(
          (shards ? "give only one of" : "give")
              + " --"
              + split
              + " (shards) "
              + (shards ? "and" : "or")
              + " --"
              + split
              + "Vectors (a directory made by dejavu embed)");
    }
    if (shards) {
      return new SplitSource.Shards(
          ShardPatterns.expand("--" + split, patterns), plan(split, root + "/" + split, keys));
    }
    return NpyVectors.of("--" + split + "Vectors=" + vectors, vectors)
        .map(npy -> npy(split, npy, keys))
        .orElseGet(() -> read(split, vectors, keys));
  }

  /** Makes an encoder known that was opened elsewhere. */
  void add(EncoderSpec encoder) {
    encoders.put(encoder.key(), encoder);
  }

  /**
   * Lets a tagger see the objects of all examples of shards that have none annotated.
   *
   * @throws UsageException if all vectors were made before
   */
  void seeObjectsBy(Optional<TaggerModel> tagger) {
    if (tagger.isPresent() && vectorsGiven) {
      throw new UsageException(
          "--objectTagger sees objects in shards, but all vectors are given: give it to dejavu"
              + " embed when they are made");
    }
    objectTagger = tagger;
  }

  /** How the examples of a split are embedded with these encoders. */
  EmbeddingPlan plan(String split, String folder, List<String> keys) {
    if (placement == null) {
      placement =
          ModelPlacement.of(
              options,
              options.getDevice(),
              new CudaSettings(
                  options.getCudaDevice(), options.getCudaMemoryBytes(), options.isCudaTf32()));
    }
    List<EncoderSpec> wanted = keys.stream().map(encoders::get).toList();
    wanted.forEach(
        encoder ->
            put(
                split,
                encoder.key(),
                new Space(
                    "--" + split,
                    encoder.dimension(),
                    encoder.modelDigest(),
                    encoder.preprocessingDigest())));
    EmbeddingPlan plan =
        new EmbeddingPlan(
            split,
            new VectorFolder(folder),
            wanted,
            wanted.stream().anyMatch(encoder -> encoder.modality() == Modality.IMAGE),
            wanted.stream().anyMatch(encoder -> encoder.modality() == Modality.TEXT),
            false,
            null,
            atLeastOne("--blockRows", options.getBlockRows()),
            vectorType,
            atLeastOne("--batchSize", options.getBatchSize()),
            placement,
            Parallelism.threadsOfModels(options),
            Math.max(1, options.getMaxPixels()),
            ReadLimits.defaults(),
            null);
    return objectTagger.map(opened -> plan.withObjectsSeenBy(opened.tagger())).orElse(plan);
  }

  private static VectorType vectorType(String label) {
    try {
      return VectorType.of(label);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--vectorType=" + label + ": " + e.getMessage(), e);
    }
  }

  private void put(String split, String encoder, Space space) {
    spaces.computeIfAbsent(split, key -> new HashMap<>()).put(encoder, space);
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new UsageException(option + "=" + value + ": give a number of at least 1");
    }
    return value;
  }

  private SplitSource npy(String split, NpyVectors npy, List<String> keys) {
    npy.requireNames(keys);
    int blockRows = atLeastOne("--blockRows", options.getBlockRows());
    for (String key : keys) {
      ClipRetrievalFolder.Contents contents = npy.contents(key);
      put(
          split,
          key,
          new Space(npy.option(), contents.dimension(), NpyVectors.UNKNOWN, NpyVectors.UNKNOWN));
      blockRows =
          (int) Math.min(blockRows, BlockRows.mostRows(contents.dimension(), contents.type()));
    }
    return new SplitSource.Npy(
        split, npy.parts(keys), new VectorFolder(root + "/" + split), keys, blockRows);
  }

  private SplitSource.Vectors read(String split, String directory, List<String> keys) {
    String option = "--" + split + "Vectors=" + directory;
    VectorFolder folder = new VectorFolder(OutputPath.of(directory));
    List<VectorManifest> manifests = new ArrayList<>();
    for (String key : keys) {
      try {
        VectorManifest manifest = VectorManifest.read(folder, key);
        requireSameModel(option, manifest);
        manifest.checkFirstBlock(folder);
        put(
            split,
            key,
            new Space(
                option,
                manifest.dimension(),
                manifest.modelDigest(),
                manifest.preprocessingDigest()));
        manifests.add(manifest);
      } catch (FileNotFoundException e) {
        throw new UsageException(
            option + " holds no complete vectors of " + key + ": make them with dejavu embed", e);
      } catch (IOException e) {
        throw new UsageException(
            option + ": " + e.getMessage() + ": make the vectors again with dejavu embed", e);
      }
    }
    return new SplitSource.Vectors(
        ReadVectors.of(split, folder, manifests), split, folder.root(), manifests.get(0).rows());
  }

  private void requireSameModel(String option, VectorManifest manifest) {
    EncoderSpec encoder = encoders.get(manifest.encoder());
    if (encoder != null
        && !(encoder.modelDigest().equals(manifest.modelDigest())
            && encoder.preprocessingDigest().equals(manifest.preprocessingDigest()))) {
      throw new UsageException(
          option
              + " holds vectors of "
              + manifest.encoder()
              + " that another version of the model made: embed again, or give the model another"
              + " name");
    }
  }

  /** Digest of a model's files; where only its vectors are given, as they have it. */
  String digest(StudyModel model) {
    return model
        .directory()
        .map(ModelDirectory::digest)
        .orElseGet(
            () -> spaces.get(Splits.TARGET).get(model.contestant().textEncoder()).modelDigest());
  }

  /**
   * Checks that the vectors of every search lie in one space.
   *
   * @throws UsageException naming the options and the encoders
   */
  void requireSameSpaces(List<EncoderPair> searches) {
    for (String split : List.of(Splits.TARGET, Splits.CONTROL)) {
      if (spaces.containsKey(split)) {
        searches.forEach(search -> requireSameSpace(split, search));
      }
    }
  }

  private void requireSameSpace(String split, EncoderPair search) {
    Space query = spaces.get(split).get(search.query());
    Space index = spaces.get(Splits.PUBLIC).get(search.index());
    boolean sameEncoder = search.query().equals(search.index());
    boolean known =
        !query.modelDigest().equals(NpyVectors.UNKNOWN)
            && !index.modelDigest().equals(NpyVectors.UNKNOWN);
    if (query.dimension() != index.dimension()
        || (known && !query.modelDigest().equals(index.modelDigest()))
        || (known
            && sameEncoder
            && !query.preprocessingDigest().equals(index.preprocessingDigest()))) {
      throw new UsageException(
          String.format(
              "the vectors of %s from %s (%d components) and of %s from %s (%d components) were"
                  + " not made by the same model: embed both sets with one model directory",
              search.query(),
              query.source(),
              query.dimension(),
              search.index(),
              index.source(),
              index.dimension()));
    }
  }
}
