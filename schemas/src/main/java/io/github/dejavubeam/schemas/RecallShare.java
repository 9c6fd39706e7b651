package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * A point of the complementary cumulative distributions of recall of a model and a reference
 * (method, part 1 point 5).
 *
 * @param recall a recall, in [0, 1]
 * @param model share of the examples on which the model's recall is at least that
 * @param reference the same of the reference
 */
public record RecallShare(double recall, double model, double reference) implements Serializable {}
