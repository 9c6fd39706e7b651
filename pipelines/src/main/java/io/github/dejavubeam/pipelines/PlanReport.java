package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dejavubeam.transforms.scaling.Cluster;
import io.github.dejavubeam.transforms.scaling.CostModel;
import io.github.dejavubeam.transforms.scaling.Limit;
import io.github.dejavubeam.transforms.scaling.StageCost;
import io.github.dejavubeam.transforms.scaling.WorkerMemory;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a plan prints.
 *
 * @param model the study and its costs
 */
record PlanReport(CostModel model) {

  private static final double HOUR = 3600;
  private static final double GIGA = 1e9;
  private static final int WIDTH = 92;

  String text() {
    StringBuilder text = new StringBuilder();
    Cluster cluster = model.cluster();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d target, %,d public and %,d control examples; %d searches of %,d components, k ="
                + " %,d; %d comparisons%n%,d machines of %,d cores%s%n%n",
            model.sets().targets(),
            model.sets().publics(),
            model.sets().controls(),
            model.study().searches(),
            model.data().dimension(),
            model.study().largestK(),
            model.study().comparisons(),
            cluster.workers(),
            cluster.cores(),
            cluster.gpus() == 0 ? "" : " and " + cluster.gpus() + " GPUs (speeds assumed)"));
    text.append(
        String.format(
            "  %-18s %12s %12s %12s %12s %10s  %s%n",
            "stage", "core hours", "GPU hours", "network GB", "storage GB", "wall h", "waits for"));
    for (StageCost stage : model.stages()) {
      line(text, stage, stage.wallSeconds(cluster), stage.bottleneck(cluster));
    }
    line(text, total(), wallSeconds(), slowest().name() + " takes longest");
    WorkerMemory memory = WorkerMemory.of(model);
    text.append(
        String.format(
            Locale.ROOT,
            "%nMemory of a machine, models not counted: %.1f GB to embed, %.1f GB to search.%n%n",
            memory.embedding() / GIGA,
            memory.searching() / GIGA));
    text.append("Limits, the one that breaks first before the others:\n");
    for (Limit limit : Limit.of(model)) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s %s: %,.0f of %,.0f%n",
              limit.share() > 1 ? "!" : " ",
              limit.what(),
              limit.needed(),
              limit.given()));
      if (limit.share() > 1) {
        text.append(wrap(limit.then()));
      }
    }
    text.append("\nEstimates from deploy/SCALING.md, which says of what they were fitted.\n");
    return text.toString();
  }

  private static void line(StringBuilder text, StageCost stage, double wall, String waits) {
    text.append(
        String.format(
            Locale.ROOT,
            "  %-18s %,12.2f %,12.2f %,12.2f %,12.2f %,10.3f  %s%n",
            stage.name(),
            stage.cpuSeconds() / HOUR,
            stage.gpuSeconds() / HOUR,
            stage.networkBytes() / GIGA,
            stage.storageBytes() / GIGA,
            wall / HOUR,
            waits));
  }

  private static String wrap(String words) {
    StringBuilder wrapped = new StringBuilder();
    StringBuilder line = new StringBuilder("     ");
    for (String word : words.split(" ", -1)) {
      if (line.length() + word.length() + 1 > WIDTH) {
        wrapped.append(line).append('\n');
        line = new StringBuilder("     ");
      }
      line.append(' ').append(word);
    }
    return wrapped.append(line).append('\n').toString();
  }

  String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    Cluster cluster = model.cluster();
    json.put("searches", model.study().searches());
    json.put("comparisons", model.study().comparisons());
    ArrayNode stages = json.putArray("stages");
    for (StageCost stage : model.stages()) {
      put(stages.addObject(), stage, stage.wallSeconds(cluster))
          .put("waitsFor", stage.bottleneck(cluster));
    }
    put(json.putObject("total"), total(), wallSeconds()).put("slowest", slowest().name());
    WorkerMemory memory = WorkerMemory.of(model);
    json.put("embeddingBytes", Math.round(memory.embedding()));
    json.put("searchingBytes", Math.round(memory.searching()));
    ArrayNode limits = json.putArray("limits");
    for (Limit limit : Limit.of(model)) {
      limits
          .addObject()
          .put("what", limit.what())
          .put("needed", limit.needed())
          .put("given", limit.given())
          .put("then", limit.then());
    }
    try {
      return new ObjectMapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the plan cannot be written", e);
    }
  }

  private static ObjectNode put(ObjectNode json, StageCost stage, double wall) {
    return json.put("stage", stage.name())
        .put("coreHours", stage.cpuSeconds() / HOUR)
        .put("gpuHours", stage.gpuSeconds() / HOUR)
        .put("networkBytes", Math.round(stage.networkBytes()))
        .put("storageBytes", Math.round(stage.storageBytes()))
        .put("wallHours", wall / HOUR);
  }

  private StageCost total() {
    return new StageCost(
        "total",
        sum(StageCost::cpuSeconds),
        sum(StageCost::gpuSeconds),
        sum(StageCost::networkBytes),
        sum(StageCost::storageBytes));
  }

  private double sum(ToDoubleFunction<StageCost> part) {
    return model.stages().stream().mapToDouble(part).sum();
  }

  private double wallSeconds() {
    return sum(stage -> stage.wallSeconds(model.cluster()));
  }

  private StageCost slowest() {
    List<StageCost> stages = model.stages();
    return stages.stream()
        .max(Comparator.comparingDouble(stage -> stage.wallSeconds(model.cluster())))
        .orElseThrow();
  }
}
