package io.github.dejavubeam.transforms.scaling;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Fits coefficients to runs, group by group, by the formulae of {@link CostModel} themselves. */
final class FittedCoefficients {

  private static final String GFLOPS = "gflops";

  private final List<MeasuredRun> runs;
  private final Map<String, Double> fitted = new HashMap<>();

  private FittedCoefficients(List<MeasuredRun> runs) {
    this.runs = runs;
  }

  /** Every coefficient by its name. */
  static Map<String, Double> to(List<MeasuredRun> runs) {
    FittedCoefficients fit = new FittedCoefficients(runs);
    fit.step("read", CostModel::read, "readExample", "readByte");
    fit.step("decode", CostModel::images, "decodeImage", "decodeMegapixel");
    fit.step("prepareImage", CostModel::images, "prepareImage", "prepareMegapixel");
    fit.step("modelImage", CostModel::images, "modelImage");
    fit.step("prepareText", CostModel::captions, "prepareText");
    fit.step("modelText", CostModel::captions, "modelText");
    fit.step("write", CostModel::write, "writeVectorByte");
    fit.group(run -> run.number("pack"), CostModel::search, "packComponent");
    fit.group(
        run -> run.number("search"), CostModel::search, "searchTask", GFLOPS, "pair", "candidate");
    fit.group(run -> run.number("score"), CostModel::score, "lookUp", "score", "startScoring");
    fit.group(
        MeasuredRun::rest,
        FittedCoefficients::rest,
        "rowKey",
        "aggregate",
        "listNeighbour",
        "start");
    return fit.fitted;
  }

  /** The coefficients of these values. */
  static Coefficients of(Map<String, Double> values) {
    RecordComponent[] components = Coefficients.class.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] arguments =
        Arrays.stream(components).map(each -> values.get(each.getName())).toArray();
    try {
      return Coefficients.class.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StageCost rest(CostModel model) {
    double seconds =
        model.keys().cpuSeconds() + model.aggregate().cpuSeconds() + model.start().cpuSeconds();
    return new StageCost("rest", seconds, 0, 0, 0);
  }

  private void step(String name, Stage stage, String... names) {
    group(run -> run.embeds() ? run.embeddingStep(name) : 0, stage, names);
  }

  /** Runs in which nothing of it was done tell nothing. */
  private void group(ToDoubleFunction<MeasuredRun> seconds, Stage stage, String... names) {
    List<MeasuredRun> telling =
        runs.stream().filter(run -> seconds.applyAsDouble(run) > 0).toList();
    double[][] counts =
        telling.stream()
            .map(
                run ->
                    Arrays.stream(names)
                        .mapToDouble(name -> stage.of(run.model(only(name))).cpuSeconds())
                        .toArray())
            .toArray(double[][]::new);
    double[] found = RelativeFit.of(counts, telling.stream().mapToDouble(seconds).toArray());
    for (int i = 0; i < names.length; i++) {
      fitted.put(names[i], names[i].equals(GFLOPS) ? 1 / found[i] : found[i]);
    }
  }

  /** A second for each of that, and nothing for all else: costs become counts. */
  private static Coefficients only(String name) {
    Map<String, Double> values = new HashMap<>();
    for (RecordComponent component : Coefficients.class.getRecordComponents()) {
      boolean free = !component.getName().equals(name);
      values.put(
          component.getName(),
          !free ? 1.0 : component.getName().equals(GFLOPS) ? Double.POSITIVE_INFINITY : 0.0);
    }
    return of(values);
  }

  private interface Stage {
    StageCost of(CostModel model);
  }
}
