package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuDifference;
import io.github.dejavubeam.schemas.DejaVuLeaks;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.DejaVuSlice;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ImagePrediction;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.PredictorKind;
import io.github.dejavubeam.schemas.PredictorResult;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SplitCounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ImageResultsTest {

  private static final String HOSTILE = "=cmd|<script>\u202E";

  private static final Estimate UNMEASURED =
      Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private static final ImageSummary SUMMARY =
      new ImageSummary(
          new ImageSummary.Target(10, 6, 1, 2, 1),
          SplitCounts.of(20, 19, 0, 1),
          LeakCounts.NONE,
          List.of(
              new PredictorResult(
                  "ssl-a",
                  PredictorKind.KNN,
                  100,
                  6,
                  0.5,
                  1,
                  List.of(
                      new ConfidentAccuracy(0.2, 1, 1, 1),
                      new ConfidentAccuracy(0.5, 3, 0.25, 0.5))),
              new PredictorResult(HOSTILE, PredictorKind.CLASSIFIER, 0, 6, 0.25, 0.75, List.of())),
          List.of(
              new DejaVuResult(
                  "ssl-a",
                  HOSTILE,
                  ReferenceKind.ONE_MODEL,
                  Estimate.of(0.25, 0.1, 0.4, 0.01),
                  Estimate.of(0.25, -0.1, 0.4, 0.1),
                  List.of(new DejaVuResult.Difference(0.2, 0.5, 0.125)),
                  3,
                  0,
                  0,
                  3,
                  List.of(new DejaVuResult.Bin(-0.25, 1), new DejaVuResult.Bin(0, 2)),
                  null,
                  null)),
          new CorrelationResult(
              List.of(new CorrelationResult.Reference(HOSTILE, 0.25, Double.NaN)),
              0,
              List.of(List.of(1.0)),
              List.of(
                  new CorrelationResult.ClassResult("ant", 4, List.of(1L)),
                  new CorrelationResult.ClassResult("bee", 2, List.of(1L)),
                  new CorrelationResult.ClassResult("cat", 2, List.of(1L)))),
          null,
          null);

  @Test
  void summaryHasTheFieldsOfTheContractInItsOrder() throws IOException {
    byte[] bytes = ImageSummaryJson.bytes(SUMMARY, List.of(0.2, 0.05));
    String json = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ");

    assertTrue(
        json.startsWith(
            "{ \"test\": \"image\", \"version\": 1, \"counts\": { \"target\": { \"read\": 10,"
                + " \"scored\": 6, \"unlabelled\": 1, \"noBackground\": 2, \"skipped\": 1 },"
                + " \"public\": { \"read\": 20, \"indexed\": 19, \"skipped\": 1 },"
                + " \"leaks\": { \"sameImage\": 0, \"excluded\": 0 } },"
                + " \"predictors\": [ { \"name\": \"ssl-a\", \"kind\": \"knn\", \"k\": 100, \"n\": 6,"
                + " \"top1\": 0.5, \"top5\": 1.0, \"confident\": [ { \"fraction\": 0.2, \"n\": 1,"
                + " \"top1\": 1.0, \"top5\": 1.0 } ] }, { \"name\":"),
        json);
    JsonNode summary = new ObjectMapper().readTree(bytes);
    assertFalse(summary.at("/predictors/1").has("k"));
    assertEquals(0.5, summary.at("/dejaVu/0/quadrants/memorized").asDouble());
    assertEquals(0.1, summary.at("/dejaVu/0/top1/low").asDouble());
    assertTrue(summary.at("/correlation/accuracy/0/onIntersection").isNull());
    assertEquals("bee", summary.at("/correlation/topClasses/0/classes/0/label").asText());
    assertEquals("cat", summary.at("/correlation/topClasses/0/classes/1/label").asText());
    assertEquals(0.25, summary.at("/correlation/topClasses/0/classes/2/share").asDouble());
    assertEquals(1, summary.at("/correlation/agreement/matrix/0/0").asDouble());
  }

  @Test
  void tablesHoldTheSweepAndNoFormula() {
    Map<String, byte[]> tables = ImageTables.csv(SUMMARY, List.of(0.5));

    assertEquals(
        "name,fraction,n,top1,top1Low,top1High,top5,top5Low,top5High\nssl-a,0.5,3,"
            + "0.25,0.0368,0.7439,0.5,0.1253,0.8746\n",
        new String(tables.get("sweep.csv"), StandardCharsets.UTF_8)
            .replaceAll("([0-9]\\.[0-9]{4})[0-9]+", "$1"));
    String dejaVu = new String(tables.get("deja-vu.csv"), StandardCharsets.UTF_8);
    assertTrue(dejaVu.contains("ssl-a,'=cmd|<script>"), dejaVu);
    assertTrue(dejaVu.contains(",0.1,3,0,0,3,0.18"), dejaVu);
    // Of p-values 0.01 and 0.1, by Benjamini and Hochberg.
    assertTrue(dejaVu.contains("High,top1PAdjusted,top5PAdjusted\n"), dejaVu);
    assertTrue(dejaVu.endsWith(",0.02,0.1\n"), dejaVu);
    assertEquals(1, dejaVu.lines().map(row -> row.split(",").length).distinct().count());
  }

  @Test
  void dejaVuScoresAreSweptToo() {
    List<ConfidentAccuracy> right =
        List.of(new ConfidentAccuracy(0.5, 10, 0.9, 1), new ConfidentAccuracy(1, 20, 0.5, 1));
    List<ConfidentAccuracy> wrong =
        List.of(new ConfidentAccuracy(0.5, 10, 0.3, 0.5), new ConfidentAccuracy(1, 20, 0.25, 1));
    ImageSummary summary =
        new ImageSummary(
            SUMMARY.target(),
            SUMMARY.publicSet(),
            LeakCounts.NONE,
            List.of(
                new PredictorResult("ssl-a", PredictorKind.KNN, 100, 20, 0.5, 1, right),
                new PredictorResult(HOSTILE, PredictorKind.CLASSIFIER, 0, 20, 0.25, 1, wrong)),
            SUMMARY.dejaVu(),
            SUMMARY.correlation(),
            null,
            null);

    String table =
        new String(
            ImageTables.csv(summary, List.of(0.5, 1.0)).get("deja-vu-sweep.csv"),
            StandardCharsets.UTF_8);
    List<String> rows =
        table.lines().map(row -> row.replaceAll("([0-9]\\.[0-9]{4})[0-9]+", "$1")).toList();

    assertEquals(3, rows.size());
    assertTrue(rows.get(1).contains(",0.5,10,0.6000,0.1705,0.8090,0.5,"), table);
    // Of all examples the interval is that of pairs.
    assertTrue(rows.get(2).contains(",1.0,20,0.25,0.1,0.4,0.25,-0.1,0.4"), table);
  }

  @Test
  void slicesAreATableWithAdjustedPValuesAndAPlotOfTheirs() {
    DejaVuSlice ants =
        new DejaVuSlice(
            "ssl-a",
            HOSTILE,
            ReferenceKind.ONE_MODEL,
            Slice.ofLabel("ant"),
            4,
            Estimate.of(0.25, 0.125, 0.5, 0.01),
            Estimate.of(0.5, 0.25, 0.75, 0.25),
            new DejaVuSlice.Control(
                3, Estimate.of(0.375, 0.25, 0.5, 0.5), Estimate.of(0, -0.5, 0.5, 1)));
    DejaVuSlice bees =
        new DejaVuSlice(
            "ssl-a",
            HOSTILE,
            ReferenceKind.ONE_MODEL,
            Slice.ofLabel("=bee"),
            2,
            Estimate.of(0, -0.5, 0.5, 1),
            Estimate.of(0, -0.5, 0.5, 0.5),
            null);
    ImageSummary summary = SUMMARY.with(List.of(ants, bees));

    assertFalse(ImageTables.csv(SUMMARY, List.of(0.5)).containsKey("slices.csv"));
    assertEquals(
        List.of(
            "model,reference,kind,slice,value,n,top1,top1Low,top1High,top1PValue,top1PAdjusted,"
                + "top5,top5Low,top5High,top5PValue,top5PAdjusted,nControl,top1Difference,"
                + "top1DifferenceLow,top1DifferenceHigh,top1DifferencePValue,"
                + "top1DifferencePAdjusted,top5Difference,top5DifferenceLow,top5DifferenceHigh,"
                + "top5DifferencePValue,top5DifferencePAdjusted",
            "ssl-a,'HOSTILE,one-model,label,ant,4,0.25,0.125,0.5,0.01,0.04,0.5,0.25,0.75,0.25,0.5,"
                + "3,0.375,0.25,0.5,0.5,1.0,0.0,-0.5,0.5,1.0,1.0",
            "ssl-a,'HOSTILE,one-model,label,'=bee,2,0.0,-0.5,0.5,1.0,1.0,0.0,-0.5,0.5,0.5,"
                + "0.6666666666666666,,,,,,,,,,,"),
        new String(ImageTables.csv(summary, List.of(0.5)).get("slices.csv"), StandardCharsets.UTF_8)
            .replace(HOSTILE, "HOSTILE")
            .lines()
            .toList());
    String plots = new ImagePlots(summary).slices().replace("&quot;", "\"");
    assertTrue(plots.contains("\"table\":\"slices.csv\""), plots);
    assertTrue(plots.contains("\"top1Difference\""), plots);
    assertEquals("", new ImagePlots(SUMMARY).slices());
    assertFalse(new ImagePlots(SUMMARY.with(List.of(bees))).slices().contains("Difference"));
  }

  @Test
  void whatWasLeftOutIsCountedByReason() {
    Map<String, Map<String, Long>> reasons = new TreeMap<>();
    reasons.put(
        "target", new TreeMap<>(Map.of("no background: no box", 3L, "read: json: bad", 1L)));

    assertEquals(
        "split,stage,reason,n\ntarget,no background,no box,3\ntarget,read,json: bad,1\n",
        new String(ImageTables.leftOut(reasons), StandardCharsets.UTF_8));
  }

  @Test
  void neitherPageNorTableIsChangedByAName() {
    String page =
        new String(
            ImageReportHtml.bytes(
                SUMMARY,
                List.of(0.5),
                0.25,
                Studies.manifest(Map.of("output", "a")),
                Gallery.EMPTY),
            StandardCharsets.UTF_8);

    assertFalse(page.contains("=cmd|<script>"));
    assertTrue(page.contains("<bdi>=cmd|&lt;script&gt;\u202E</bdi>"));
    assertFalse(page.contains("{{"));
    assertFalse(ImageResultTable.text(SUMMARY).contains("\u202E"));
    assertTrue(ImageResultTable.text(SUMMARY).contains("+0.250*"));
  }

  @Test
  void aStudyThatFindsNothingSaysSoPlainly() {
    DejaVuResult result = SUMMARY.dejaVu().get(0);
    DejaVuResult nothing =
        new DejaVuResult(
            "ssl-a",
            "ssl-b",
            ReferenceKind.TWO_MODEL,
            Estimate.of(0.01, -0.02, 0.04, 0.5),
            result.top5(),
            List.of(),
            1,
            0,
            0,
            5,
            List.of(),
            null,
            null);

    String plain =
        "No evidence of memorization was found. <bdi>ssl-a</bdi> and <bdi>ssl-b</bdi> name the class"
            + " about as often";
    assertTrue(DejaVuFinding.headline(List.of(nothing)).startsWith(plain));
    // A weak reference that the model beats is no evidence beside a second model.
    assertTrue(DejaVuFinding.headline(List.of(result, nothing)).startsWith(plain));
    assertTrue(
        DejaVuFinding.headline(List.of(result)).endsWith(": memorization, or a better predictor."));
  }

  @Test
  void wordsOfAScoreFollowItsPValueAndNotItsInterval() {
    String nothing = "No evidence of memorization was found.";
    // The interval excludes 0, the test does not say so.
    assertTrue(DejaVuFinding.headline(List.of(twoModel("a", 0.052))).startsWith(nothing));
    String found = DejaVuFinding.headline(List.of(twoModel("a", 0.02)));
    assertTrue(found.startsWith("Evidence of memorization: "), found);
    assertTrue(found.contains("interval 0.5 to&nbsp;14.0; adjusted p&nbsp;0.040)"), found);
  }

  @Test
  void aScoreIsFoundByChanceTheMoreOftenTheMoreThereAre() {
    DejaVuResult alone = twoModel("a", 0.02);

    String beside = DejaVuFinding.headline(List.of(alone, twoModel("b", 0.9)));
    assertTrue(beside.startsWith("No evidence of memorization was found."), beside);
    // Of 0.02, 1, 0.9 and 1: 4 x 0.02, as top1PAdjusted of deja-vu.csv has it.
    assertTrue(
        DejaVuFinding.sentences(List.of(alone, twoModel("b", 0.9)))
            .get(0)
            .contains("adjusted p&nbsp;0.080), which is not clearly different from&nbsp;0."));
  }

  private static DejaVuResult twoModel(String reference, double pValue) {
    return new DejaVuResult(
        "ssl-a",
        reference,
        ReferenceKind.TWO_MODEL,
        Estimate.of(0.073, 0.005, 0.14, pValue),
        Estimate.of(0, -0.1, 0.1, 1),
        List.of(),
        20,
        0,
        9,
        121,
        List.of(),
        null,
        null);
  }

  @Test
  void aPredictionIsCodedWhole() throws Exception {
    ImagePrediction prediction =
        new ImagePrediction(
            "id",
            "ant",
            "ssl-a",
            PredictorKind.KNN,
            List.of("ant", "bee"),
            -0.5,
            0.5,
            List.of("n1", "n2"),
            List.of(0.25, 0.5),
            List.of("ssl-b"),
            List.of(-0.125));

    assertEquals(prediction, CoderUtils.clone(ImagePredictionCoder.of(), prediction));
    assertTrue(prediction.correct());
  }

  @Test
  void aControlSetLeadsInEveryResult() throws IOException {
    DejaVuResult control = score(Estimate.of(-0.25, -0.5, -0.125, 0.02), -0.25);
    DejaVuResult target =
        score(Estimate.of(-0.125, -0.25, -0.0625, 0.03), -0.125)
            .with(
                new DejaVuDifference(
                    Estimate.of(0.125, 0.0625, 0.25, 0.01),
                    Estimate.of(0.375, 0.25, 0.5, 0.25),
                    List.of(
                        new DejaVuDifference.Confident(
                            0.2, Estimate.of(0.5, 0.375, 0.625, 0.04), UNMEASURED))));
    List<PredictorResult> predictors =
        List.of(
            SUMMARY.predictors().get(0),
            new PredictorResult("nb", PredictorKind.NAIVE_BAYES, 0, 6, 0.25, 0.75, List.of()));
    ImageSummary summary =
        new ImageSummary(
            SUMMARY.target(),
            SUMMARY.publicSet(),
            LeakCounts.NONE,
            predictors,
            List.of(target),
            SUMMARY.correlation(),
            new ImageSummary(
                new ImageSummary.Target(5, 4, 0, 1, 0),
                SUMMARY.publicSet(),
                LeakCounts.of(2, 0, 2),
                predictors,
                List.of(control),
                SUMMARY.correlation(),
                null,
                null),
            new ShiftResult(
                2,
                0.5,
                "ant",
                0.75,
                0.25,
                1e-4,
                List.of(new ShiftResult.Distances("ssl-b", null, 0.125, 0.5))));

    JsonNode json =
        new ObjectMapper().readTree(ImageSummaryJson.bytes(summary, List.of(0.2, 0.05)));
    assertEquals(4, json.at("/counts/control/scored").asInt());
    assertEquals(1, json.at("/counts/control/noBackground").asInt());
    assertEquals(2, json.at("/counts/controlLeaks/sameImage").asInt());
    assertTrue(json.at("/shift/shifted").asBoolean());
    assertFalse(json.at("/shift/distances/0").has("mode"));
    assertEquals(5, json.at("/dejaVu/0/leaks/without/n").asInt());
    assertFalse(json.at("/dejaVu/0/control").has("leaks"));
    assertEquals(1, json.at("/predictors/0/control/confident/0/n").asInt());
    assertEquals(-0.25, json.at("/dejaVu/0/control/top1/value").asDouble());
    assertEquals(0.125, json.at("/dejaVu/0/difference/top1/value").asDouble());
    assertEquals(0.04, json.at("/dejaVu/0/difference/confident/0/top1/pValue").asDouble());
    assertTrue(json.at("/dejaVu/0/difference/confident/0/top5/value").isNull());
    assertEquals(json.at("/correlation/topClasses"), json.at("/correlation/control/topClasses"));

    Map<String, byte[]> tables = ImageTables.csv(summary, List.of(0.5));
    assertEquals(
        "model,reference,kind,fraction,n,nControl,top1,top1Control,"
            + "top1Difference,top1DifferenceLow,top1DifferenceHigh,top1DifferencePValue,"
            + "top1DifferencePAdjusted,top5,top5Control,top5Difference,top5DifferenceLow,"
            + "top5DifferenceHigh,top5DifferencePValue,top5DifferencePAdjusted\n"
            + "ssl-a,nb,one-model,0.2,1,1,-0.125,-0.25,0.5,0.375,0.625,0.04,0.04,0.5,0.5,,,,,\n",
        new String(tables.get("control.csv"), StandardCharsets.UTF_8));
    assertEquals(
        List.of(
            "model,reference,kind,leaks,n,top1,top1Low,top1High,top1PValue,top5,top5Low,top5High,"
                + "top5PValue,top1PAdjusted,top5PAdjusted",
            "ssl-a,nb,one-model,with,6,-0.125,-0.25,-0.0625,0.03,-0.125,-0.25,-0.0625,0.03,0.03,0.03",
            "ssl-a,nb,one-model,without,5,-0.125,-0.25,-0.0625,0.03,,,,,0.03,"),
        new String(tables.get("leaks.csv"), StandardCharsets.UTF_8).lines().toList());
    assertArrayEquals(tables.get("sweep.csv"), tables.get("control-sweep.csv"));

    String table = ImageResultTable.text(summary);
    assertTrue(
        table.contains("Control examples: 4 scored of 5 read, 0 unlabelled, 1 without background"));
    assertTrue(
        table.contains("ssl-a vs nb (one-model)    +0.125*  +0.375*  -0.125*  -0.250*\n"), table);
    assertTrue(
        table.contains(
            "Leaks: 2 controls have the same bytes as a public or target image, 2 left out"),
        table);
    assertTrue(table.contains("déjà vu without leaks"), table);
    assertTrue(table.contains("WARNING: the control set is not drawn like the target"), table);
    assertTrue(table.contains("public set under ssl-b: distributions differ by 0.125"), table);
    assertTrue(
        new String(tables.get("shift.csv"), StandardCharsets.UTF_8).contains("ssl-b,,0.125"));
    assertTrue(table.indexOf("beyond the control's") < table.indexOf("déjà vu score  "), table);
    // The score itself is below 0: only the difference tells of memory.
    assertTrue(
        DejaVuFinding.headline(summary.dejaVu())
            .startsWith("Evidence of memorization: from background alone, <bdi>ssl-a</bdi>"));
    String page =
        new String(
            ImageReportHtml.bytes(
                summary, List.of(0.5), 0.25, Studies.manifest(Map.of()), Gallery.EMPTY),
            StandardCharsets.UTF_8);
    assertTrue(page.contains("so the difference is what memory adds"));
    assertTrue(page.contains("+0.375 to +0.625"));
    assertTrue(page.contains("The control set is not drawn like the target set"));
  }

  private static DejaVuResult score(Estimate top1, double confident) {
    return new DejaVuResult(
        "ssl-a",
        "nb",
        ReferenceKind.ONE_MODEL,
        top1,
        top1,
        List.of(new DejaVuResult.Difference(0.2, confident, 0.5)),
        1,
        0,
        2,
        3,
        List.of(),
        new DejaVuLeaks(
            new DejaVuLeaks.Scores(6, top1, top1), new DejaVuLeaks.Scores(5, top1, UNMEASURED)),
        null);
  }
}
