package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.annotations.JoinCounts;
import io.github.dejavubeam.transforms.annotations.JoinedAnnotations;
import io.github.dejavubeam.transforms.annotations.JoinedAnnotations.Side;
import io.github.dejavubeam.transforms.io.AnnotationRange;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Annotations of a study that lie beside its data, found before the pipeline is built.
 *
 * @param joins what is joined to which sets; none where all annotations are in the shards
 * @param folder below which annotated blocks are written
 */
record AnnotationSource(List<Join> joins, VectorFolder folder) {

  /**
   * A join.
   *
   * @param name that of its option
   * @param files the annotations
   */
  record Join(String name, List<Shard> files) {
    boolean annotatesTarget() {
      return !name.equals(JoinCounts.PUBLIC);
    }

    boolean annotatesPublic() {
      return !name.equals(JoinCounts.TARGET);
    }
  }

  /**
   * The annotations that the options name.
   *
   * @throws UsageException if one set is given two kinds, or a file is not there
   */
  static AnnotationSource of(AnnotationOptions options, String output) {
    List<Join> joins = new ArrayList<>();
    add(joins, JoinCounts.ALL, options.getAnnotations());
    add(joins, JoinCounts.TARGET, options.getTargetAnnotations());
    add(joins, JoinCounts.PUBLIC, options.getPublicAnnotations());
    if (joins.size() > 1 && joins.get(0).name().equals(JoinCounts.ALL)) {
      throw new UsageException(
          "--%s annotates both sets: give it or --%s, not both"
              .formatted(JoinCounts.ALL, joins.get(1).name()));
    }
    return new AnnotationSource(joins, new VectorFolder(output + "/annotations"));
  }

  private static void add(List<Join> joins, String name, List<String> patterns) {
    if (patterns != null && !patterns.isEmpty()) {
      joins.add(new Join(name, ShardPatterns.expand("--" + name, patterns)));
    }
  }

  /** The join that annotates the target set, if one does; its option is what to name in errors. */
  boolean annotatesTarget() {
    return joins.stream().anyMatch(Join::annotatesTarget);
  }

  /** Whether a join annotates the public set. */
  boolean annotatesPublic() {
    return joins.stream().anyMatch(Join::annotatesPublic);
  }

  /** Names under which annotations are counted. */
  List<String> names() {
    return joins.stream().map(Join::name).toList();
  }

  /** Adds the files to a plan that is only printed. */
  void tell(DryRun dryRun) {
    joins.forEach(join -> dryRun.reading(join.name(), join.files()));
  }

  /**
   * The sets of a study with their annotations.
   *
   * @param queries the target set, and what is treated as it is
   * @param skipped annotations that were left out
   * @param tally events of the annotations
   */
  record Annotated(
      List<UsableRows> queries,
      UsableRows publicSet,
      List<PCollection<SkippedExample>> skipped,
      List<PCollection<KV<String, Long>>> tally) {}

  /**
   * Adds the joins to a pipeline; where there are none the sets stay as they are.
   *
   * @param queries the target set, and a control set after it, which the target's annotations
   *     annotate too
   */
  Annotated join(Pipeline pipeline, List<Side> queries, Side publicSet) {
    List<UsableRows> queryRows = queries.stream().map(Side::rows).toList();
    UsableRows publicRows = publicSet.rows();
    List<PCollection<SkippedExample>> skipped = new ArrayList<>();
    List<PCollection<KV<String, Long>>> tally = new ArrayList<>();
    for (Join join : joins) {
      Stage.of("read annotations", "bytes")
          .expect(join.files().stream().mapToLong(Shard::sizeBytes).sum());
      List<Side> sides = new ArrayList<>();
      if (join.annotatesTarget()) {
        sides.addAll(queries);
      }
      if (join.annotatesPublic()) {
        sides.add(publicSet);
      }
      JoinedAnnotations joined =
          JoinedAnnotations.of(
              pipeline, join.name(), AnnotationRange.of(join.files()), sides, folder);
      if (join.annotatesTarget()) {
        queryRows = joined.sides().subList(0, queries.size());
      }
      if (join.annotatesPublic()) {
        publicRows = joined.sides().get(sides.size() - 1);
      }
      skipped.add(joined.skipped());
      tally.add(joined.tally());
    }
    return new Annotated(queryRows, publicRows, skipped, tally);
  }
}
