package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * An example that also occurs in a set where it must not: a target example in the public set, where
 * it would pass for memorized, or a control example in the public or the target set (method, part
 * 3). One row of {@code leaks/*.parquet}.
 *
 * @param set name of its set
 * @param id id of the example
 * @param kind how it is found again
 * @param otherSet name of the set that it is found in
 * @param otherId id of the example that it is found as, the smallest of several
 * @param distance squared distance of the two images in the space of the audited model; NaN where
 *     they were not compared
 */
public record Leak(
    String set, String id, LeakKind kind, String otherSet, String otherId, double distance)
    implements Serializable {}
