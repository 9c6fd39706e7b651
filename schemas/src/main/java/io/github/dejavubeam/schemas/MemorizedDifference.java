package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * How far the target's gaps on the first examples of an order exceed those of the control set on as
 * large a share of its own (method, part 3). NaN where either share has too few examples.
 *
 * @param order the order that ranks the examples
 * @param fraction share of the scored examples of each set that was taken, in (0, 1]
 * @param precisionGap the target's precision gap less the control's, in [-2, 2]
 * @param recallGap the target's recall gap less the control's, in [-2, 2]
 * @param fGap the target's F gap less the control's, in [-2, 2]
 */
public record MemorizedDifference(
    MemorizedOrder order, double fraction, Estimate precisionGap, Estimate recallGap, Estimate fGap)
    implements Serializable {}
