package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.Leak;
import java.io.Serializable;

/**
 * A leak and where its example lies.
 *
 * @param set the example's set
 * @param row {@link io.github.dejavubeam.transforms.retrieval.RowReference} of the example in it
 * @param leak the leak
 */
public record FoundLeak(SeenSet set, long row, Leak leak) implements Serializable {}
