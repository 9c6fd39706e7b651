package io.github.dejavubeam.transforms.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import io.github.dejavubeam.transforms.retrieval.SearchPlan;
import io.github.dejavubeam.transforms.vlm.Contestant;
import io.github.dejavubeam.transforms.vlm.VlmStudy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Counts are those of the code that runs, costs are counts times coefficients. */
class CostModelTest {

  private static final Set<Mode> BOTH = Set.of(Mode.T2I, Mode.T2T);
  private static final DataShape DATA =
      new DataShape(1_000, 0.5, 100, 65_536, 8, VectorType.FLOAT32);
  private static final Cluster ONE = new Cluster(1, 2, 0, 1e9, 1L << 20, 1L << 30);
  private static final StudyShape STUDY = new StudyShape(2, 1, 1, BOTH, List.of(1, 10), 3, true);

  private static CostModel model(SetSizes sets, Cluster cluster) {
    return new CostModel(sets, STUDY, DATA, cluster, Coefficients.MEASURED, GpuRates.ASSUMED);
  }

  @Test
  void searchesAndComparisonsAreThoseOfAStudyWithNames() {
    for (Set<Mode> modes : List.of(Set.of(Mode.T2I), Set.of(Mode.T2T), BOTH)) {
      for (int embedders = 0; embedders < 3; embedders++) {
        StudyShape shape = new StudyShape(2, 1, embedders, modes, List.of(1, 5, 9), 2, true);
        List<Contestant> references = new ArrayList<>(List.of(vlm("reference")));
        for (int i = 0; i < embedders; i++) {
          references.add(new Contestant("embedder" + i, false));
        }
        VlmStudy study =
            new VlmStudy(
                List.of(vlm("first"), vlm("second")),
                references,
                List.copyOf(modes),
                List.of(1, 5, 9),
                List.of(1, 10),
                0);
        assertEquals(study.searches().size(), shape.searches());
        assertEquals(study.pairings().size(), shape.comparisons());
        assertEquals(
            study.comparisons().stream().mapToLong(each -> 2L * each.k()).sum(),
            shape.listedNeighbours());
      }
    }
  }

  private static Contestant vlm(String name) {
    return new Contestant(name, true);
  }

  @Test
  void tasksAreThoseOfTheSearchPlan() {
    long mostRows = 300_000 / new PanelEngine(Optional.empty()).bytesPerQuery(8, 10);
    long group = mostRows - mostRows % 100;
    for (int workers : new int[] {1, 3, 8, 40}) {
      for (long queries : new long[] {90, group, 5 * group}) {
        Cluster cluster = new Cluster(workers, 2, 0, 1e9, 300_000, 1L << 30);
        SearchCut cut = SearchCut.of(queries, 72_000, DATA, STUDY, cluster);
        SearchPlan plan =
            SearchPlan.of(
                Collections.nCopies(STUDY.searches(), 8),
                blocks(queries),
                blocks(72_000),
                cluster.slots(),
                (int) mostRows);
        assertEquals(plan.tasks().size(), cut.tasks(), workers + " workers, " + queries);
      }
    }
  }

  private static List<Integer> blocks(long examples) {
    List<Integer> rows = new ArrayList<>();
    for (long left = examples; left > 0; left -= 100) {
      rows.add((int) Math.min(100, left));
    }
    assertEquals(DATA.blocks(examples), rows.size());
    return rows;
  }

  @Test
  void aShardLargerThanABlockHasSeveral() {
    DataShape data = new DataShape(1_000, 0.5, 100, 40, 8, VectorType.FLOAT32);
    assertEquals(3, data.blocks(100));
    assertEquals(3 + 2, data.blocks(150));
  }

  @Test
  void everyQueryMeetsEveryPublicRowInEverySearch() {
    Coefficients cost = Coefficients.MEASURED.withGflops(2);
    CostModel free =
        new CostModel(new SetSizes(30, 10, 20), STUDY, DATA, ONE, cost, GpuRates.ASSUMED);
    CostModel twice =
        new CostModel(
            new SetSizes(30, 10, 20), STUDY, DATA, ONE, cost.withGflops(1), GpuRates.ASSUMED);
    double pairs = (30 + 20) * 10 * 7;
    assertEquals(
        2 * pairs * 8 / 1e9 / 2, twice.search().cpuSeconds() - free.search().cpuSeconds(), 1e-12);
  }

  @Test
  void imagesOfThePublicSetAreDecodedOnceAndEmbeddedByEveryVisionLanguageModel() {
    Coefficients cost = Coefficients.MEASURED;
    double each =
        cost.decodeImage()
            + 0.5 * cost.decodeMegapixel()
            + 3 * (cost.prepareImage() + 0.5 * cost.prepareMegapixel() + cost.modelImage());
    assertEquals(10 * each, model(new SetSizes(30, 10, 20), ONE).images().cpuSeconds(), 1e-12);
  }

  @Test
  void aGpuTakesModelsAndComparingAndLeavesPreparing() {
    Cluster gpus = new Cluster(1, 2, 1, 1e9, 1L << 20, 1L << 30);
    SetSizes sets = new SetSizes(30, 10, 20);
    CostModel onGpu = model(sets, gpus);
    CostModel onCpu = model(sets, ONE);
    assertEquals(3 * 10 / GpuRates.ASSUMED.images(), onGpu.images().gpuSeconds(), 1e-12);
    assertEquals(
        3 * 10 * Coefficients.MEASURED.modelImage(),
        onCpu.images().cpuSeconds() - onGpu.images().cpuSeconds(),
        1e-12);
    assertEquals(onCpu.score(), onGpu.score());
  }

  @Test
  void aMachineCopiesTheIndexOnceWhereItsCacheHoldsItAndForEveryTaskElse() {
    SetSizes sets = new SetSizes(100_000, 10_000, 0);
    Cluster roomy = new Cluster(2, 2, 0, 1e9, 1L << 20, 1L << 40);
    Cluster narrow = new Cluster(2, 2, 0, 1e9, 1L << 20, 1);
    CostModel copiesOnce = model(sets, roomy);
    assertEquals(2 * copiesOnce.indexBytes(), copiesOnce.indexCopies());
    CostModel copiesAlways = model(sets, narrow);
    long groups = copiesAlways.cuts().get(0).queryGroups();
    assertTrue(groups > 2);
    assertEquals(groups * copiesAlways.indexBytes(), copiesAlways.indexCopies(), 1);
  }

  @Test
  void whatIsPastItsLimitComesFirst() {
    SetSizes many = new SetSizes(1_000, 2_000_000, 0);
    Cluster roomy = new Cluster(1, 2, 0, 1e9, 1L << 20, 1L << 40);
    Limit first = Limit.of(model(many, roomy)).get(0);
    assertEquals("blocks of the public set kept open", first.what());
    assertEquals(20_000.0 / 16_384, first.share());
  }

  @Test
  void numbersOutOfRangeAreNamed() {
    assertNamed("--targets=0", () -> new SetSizes(0, 1, 0));
    assertNamed("--controls=-1", () -> new SetSizes(1, 1, -1));
    assertNamed("--references=0", () -> new StudyShape(1, 0, 0, BOTH, List.of(1), 1, true));
    assertNamed("--k=0", () -> new StudyShape(1, 1, 0, BOTH, List.of(0), 1, true));
    assertNamed("--dimension=0", () -> new DataShape(1, 1, 1, 1, 0, VectorType.FLOAT32));
    assertNamed(
        "--megapixels=NaN", () -> new DataShape(1, Double.NaN, 1, 1, 1, VectorType.FLOAT32));
    assertNamed("--cores=0", () -> new Cluster(1, 0, 0, 1, 1, 1));
    assertNamed("--networkGbps", () -> new Cluster(1, 1, 0, 0, 1, 1));
  }

  private static void assertNamed(String named, Runnable made) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, made::run);
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }
}
