package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * Accuracy of a predictor on the examples that it is most confident of (method, part 2 point 5).
 *
 * @param fraction share of the examples that was taken, in (0, 1]
 * @param n number of examples taken, max(1, floor(N * fraction))
 * @param top1 share of them whose class is the predictor's best
 * @param top5 share of them whose class is among its five best
 */
public record ConfidentAccuracy(double fraction, long n, double top1, double top5)
    implements Serializable {}
