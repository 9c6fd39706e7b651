package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.schemas.EmbeddingTimes;
import io.github.dejavubeam.transforms.model.Encoder;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.progress.BusyTime;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a thread's time goes while it embeds: every moment belongs to one step. The sums become
 * events of a {@link Tally}, which adds up threads and processes.
 */
public final class StepTimes {

  static final String READ = "read";
  static final String DECODE = "decode";
  static final String TAG = "tag";
  static final String WRITE = "write";

  private static final String NANOS = "embedding nanos ";
  private static final String EXAMPLES = "embedding examples ";
  private static final String EMBEDDING = "embedding in any thread";
  private static final String CALLS = "embedding in a model";

  /** Shards that this process embeds at once. */
  private static final BusyTime ACTIVE = new BusyTime();

  private final Stage progress;
  private final TreeMap<String, Long> events = new TreeMap<>();
  private final TreeMap<String, Stage.Spent> untold = new TreeMap<>();
  private long last;

  StepTimes(Stage progress) {
    this.progress = progress;
  }

  /** The step of an encoder's preprocessing or tokenising. */
  static String prepare(EncoderSpec encoder) {
    return "prepare " + encoder.key();
  }

  /** The step of an encoder's model. */
  static String model(EncoderSpec encoder) {
    return "model " + encoder.key();
  }

  /** A shard is begun; until {@link #end} this process embeds. */
  void begin() {
    ACTIVE.begin();
    last = System.nanoTime();
  }

  /** The time since the last lap was that step's, which was done to so many examples. */
  void lap(String step, long examples) {
    long now = System.nanoTime();
    spend(step, now - last, examples);
    last = now;
  }

  /** So much of what {@link #lap} gave one step belongs to another, of so many examples. */
  void move(String from, String to, long nanos, long examples) {
    spend(from, -nanos, 0);
    spend(to, nanos, examples);
  }

  private void spend(String step, long nanos, long examples) {
    untold.merge(step, new Stage.Spent(nanos, examples), Stage.Spent::plus);
  }

  /** Adds what was spent to the progress that is shown, and to the events. */
  void tell() {
    untold.forEach(
        (step, spent) -> {
          add(NANOS + step, spent.nanos());
          add(EXAMPLES + step, spent.units());
        });
    long active = ACTIVE.take();
    long calls = Encoder.CALLS.take();
    add(EMBEDDING, active);
    add(CALLS, calls);
    progress.spend(untold, calls, active);
    untold.clear();
  }

  private void add(String event, long number) {
    events.merge(event, number, Long::sum);
  }

  /** A shard is done, or failed. */
  void end() {
    tell();
    ACTIVE.end();
  }

  /** The events since they were last taken. */
  Map<String, Long> takeEvents() {
    Map<String, Long> taken = new TreeMap<>(events);
    events.clear();
    return taken;
  }

  /** The times of all events together; empty where nothing was embedded. */
  public static Optional<EmbeddingTimes> of(Tally tally) {
    TreeMap<String, EmbeddingTimes.Step> steps = new TreeMap<>();
    tally
        .startingWith(NANOS)
        .forEach(
            (step, nanos) ->
                steps.put(
                    step, new EmbeddingTimes.Step(tally.count(EXAMPLES + step), nanos / 1e9)));
    long active = tally.count(EMBEDDING);
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(new EmbeddingTimes(steps, Math.min(1, (double) tally.count(CALLS) / active)));
  }
}
