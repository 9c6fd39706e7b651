package io.github.dejavubeam.transforms.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Coefficients and tables of deploy/SCALING.md are those of the runs on record. */
class ScalingDocumentTest {

  private static final Path DOCUMENT = Path.of("../deploy/SCALING.md");

  @Test
  void coefficientsAreFittedToTheRuns() throws Exception {
    Map<String, Double> fitted =
        FittedCoefficients.to(MeasuredRun.all().stream().filter(MeasuredRun::fitted).toList());
    StringBuilder differing = new StringBuilder();
    for (RecordComponent component : Coefficients.class.getRecordComponents()) {
      double constant = (double) component.getAccessor().invoke(Coefficients.MEASURED);
      double value = fitted.get(component.getName());
      if (Math.abs(constant - value) > 0.01 * value) {
        differing.append(
            String.format(Locale.ROOT, "%s is fitted to %.3g%n", component.getName(), value));
      }
    }
    assertEquals("", differing.toString());
  }

  @Test
  void theTableOfRunsIsInTheDocument() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (MeasuredRun run : MeasuredRun.all()) {
      rows.append(row(run)).append('\n');
    }
    assertTrue(Files.readString(DOCUMENT).contains(rows), "the document lacks\n" + rows);
  }

  @Test
  void runsThatWereNotFittedToArePredictedWithinAFifth() throws IOException {
    List<MeasuredRun> predicted = MeasuredRun.all().stream().filter(run -> !run.fitted()).toList();
    assertTrue(predicted.size() > 1, "too few runs to predict");
    for (MeasuredRun run : predicted) {
      assertEquals(1, total(run) / run.number("total"), 0.2, run.name());
    }
  }

  private static String row(MeasuredRun run) {
    CostModel model = run.model(Coefficients.MEASURED);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s | %+.0f %% |",
        run.name(),
        cell(embedding(run), run.number("embed")),
        cell(model.search().cpuSeconds(), run.number("pack") + run.number("search")),
        cell(model.score().cpuSeconds(), run.number("score")),
        cell(rest(model), run.rest()),
        cell(total(run), run.number("total")),
        100 * (total(run) / run.number("total") - 1));
  }

  private static String cell(double predicted, double seen) {
    return seen == 0 ? "-" : String.format(Locale.ROOT, "%.1f / %.1f", predicted, seen);
  }

  private static double embedding(MeasuredRun run) {
    CostModel model = run.model(Coefficients.MEASURED);
    return run.embeds()
        ? model.read().cpuSeconds()
            + model.images().cpuSeconds()
            + model.captions().cpuSeconds()
            + model.write().cpuSeconds()
        : 0;
  }

  private static double rest(CostModel model) {
    return model.keys().cpuSeconds() + model.aggregate().cpuSeconds() + model.start().cpuSeconds();
  }

  private static double total(MeasuredRun run) {
    CostModel model = run.model(Coefficients.MEASURED);
    return embedding(run) + model.search().cpuSeconds() + model.score().cpuSeconds() + rest(model);
  }
}
