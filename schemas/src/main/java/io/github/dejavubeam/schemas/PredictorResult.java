package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * How well one predictor does (method, part 2 point 5).
 *
 * @param name its name
 * @param kind how it predicts
 * @param k number of neighbours that vote; 0 where none do
 * @param n number of scored examples
 * @param top1 share of them whose class is its best
 * @param top5 share of them whose class is among its five best
 * @param confident the same on those that it is most confident of, in the order of the study's
 *     fractions
 */
public record PredictorResult(
    String name,
    PredictorKind kind,
    int k,
    long n,
    double top1,
    double top5,
    List<ConfidentAccuracy> confident)
    implements Serializable {}
