package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * What one {@link Comparison} measures on the control set, examples that no model was trained on,
 * and how far the target's gaps exceed these (method, part 3).
 *
 * @param n number of scored control examples
 * @param ppg population precision gap on the control set
 * @param prg population recall gap on the control set
 * @param aucg area between the distributions of recall on the control set
 * @param ppgDifference the target's precision gap less the control's, in [-2, 2]
 * @param prgDifference the target's recall gap less the control's, in [-2, 2]
 * @param aucgDifference the target's area less the control's, in [-2, 2]
 * @param mostMemorized gaps on the first control examples of every order, sorted by order and
 *     fraction
 * @param mostMemorizedDifferences how far the target's gaps on its first examples exceed these,
 *     sorted likewise
 * @param leaked number of scored control examples that also occur in the public or the target set,
 *     whether they count or were excluded
 */
public record ControlResult(
    long n,
    Estimate ppg,
    Estimate prg,
    Estimate aucg,
    Estimate ppgDifference,
    Estimate prgDifference,
    Estimate aucgDifference,
    List<MemorizedGap> mostMemorized,
    List<MemorizedDifference> mostMemorizedDifferences,
    long leaked)
    implements Serializable {}
