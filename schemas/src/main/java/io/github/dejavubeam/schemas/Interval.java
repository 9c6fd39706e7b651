package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * A 95 % interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) implements Serializable {}
