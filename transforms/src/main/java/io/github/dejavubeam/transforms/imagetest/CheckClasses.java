package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/**
 * Ends the job with a {@link ClassMismatchException} if a class of one of the sets of a study is
 * unknown to a classifier, or a class of a classifier occurs in none (method, part 2 point 4). Only
 * the names of classes travel. To be applied to the blocks of the sets.
 */
public final class CheckClasses extends PTransform<PCollectionList<VectorBlock>, PDone> {

  private static final int SHOWN = 10;
  private static final long IN_DATA = 1L << 63;

  private final ImageStudy study;
  private final List<SplitBlocks> sets;

  private CheckClasses(ImageStudy study, List<SplitBlocks> sets) {
    this.study = study;
    this.sets = sets;
  }

  /**
   * Checks the classifiers of that study.
   *
   * @param sets how to look into the blocks, in their order
   * @throws IllegalArgumentException if it has none
   */
  public static CheckClasses of(ImageStudy study, List<SplitBlocks> sets) {
    if (!study.hasClassifier()) {
      throw new IllegalArgumentException("no classifier to check");
    }
    return new CheckClasses(study, List.copyOf(sets));
  }

  @Override
  public PDone expand(PCollectionList<VectorBlock> blocks) {
    List<KV<String, Long>> known = new ArrayList<>();
    long classifiers = 0;
    for (int i = 0; i < study.predictors().size(); i++) {
      if (study.predictors().get(i) instanceof Predictor.Classifier classifier) {
        classifiers |= 1L << i;
        for (String name : classifier.classes()) {
          known.add(KV.of(name, 1L << i));
        }
      }
    }
    KvCoder<String, Long> coder = KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of());
    PCollectionList<KV<String, Long>> classes =
        PCollectionList.of(
            blocks.getPipeline().apply("Known classes", Create.of(known).withCoder(coder)));
    for (int set = 0; set < sets.size(); set++) {
      classes = classes.and(labels("Classes of set " + set, blocks.get(set), sets.get(set)));
    }
    classes
        .apply("Classes", Flatten.pCollections())
        .apply("Meet", Combine.perKey(new Union()))
        .apply("Mismatches", ParDo.of(new Mismatches(study, classifiers)))
        .apply("First", Top.smallest(SHOWN))
        .apply("Refuse", ParDo.of(new Refuse()));
    return PDone.in(blocks.getPipeline());
  }

  private static PCollection<KV<String, Long>> labels(
      String name, PCollection<VectorBlock> blocks, SplitBlocks split) {
    return blocks.apply(
        name, ParDo.of(new ReadLabels(split)).withSideInputs(split.index(), split.excluded()));
  }

  private static final class ReadLabels extends DoFn<VectorBlock, KV<String, Long>> {
    private final SplitBlocks split;

    ReadLabels(SplitBlocks split) {
      this.split = split;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, OutputReceiver<KV<String, Long>> out) {
      BlockIndex index = context.sideInput(split.index());
      int ordinal = index.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(split.excluded()));
      Set<String> labels = new HashSet<>();
      try (OpenBlocks open = split.openKeys(index)) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          String label = excluded.contains(ordinal, row) ? null : file.label(row);
          if (label != null && labels.add(label)) {
            out.output(KV.of(label, IN_DATA));
          }
        }
      }
    }
  }

  private static final class Union extends Combine.BinaryCombineLongFn {

    @Override
    public long apply(long left, long right) {
      return left | right;
    }

    @Override
    public long identity() {
      return 0;
    }
  }

  private static final class Mismatches extends DoFn<KV<String, Long>, String> {
    private final ImageStudy study;
    private final long classifiers;

    Mismatches(ImageStudy study, long classifiers) {
      this.study = study;
      this.classifiers = classifiers;
    }

    @ProcessElement
    public void process(@Element KV<String, Long> known, OutputReceiver<String> out) {
      boolean inData = (known.getValue() & IN_DATA) != 0;
      long differing = inData ? classifiers & ~known.getValue() : classifiers & known.getValue();
      for (; differing != 0; differing &= differing - 1) {
        String name = study.predictors().get(Long.numberOfTrailingZeros(differing)).name();
        out.output(
            inData
                ? "'" + known.getKey() + "' of the data is unknown to " + name
                : "'" + known.getKey() + "' of " + name + " does not occur in the data");
      }
    }
  }

  private static final class Refuse extends DoFn<List<String>, Void> {

    @ProcessElement
    public void process(@Element List<String> mismatches) {
      if (!mismatches.isEmpty()) {
        throw new ClassMismatchException(
            "classes of classifier and data differ: "
                + String.join("; ", mismatches)
                + (mismatches.size() == SHOWN ? "; perhaps more" : "")
                + ". Name the same classes the same in label_names or id2label and in the data");
      }
    }
  }
}
