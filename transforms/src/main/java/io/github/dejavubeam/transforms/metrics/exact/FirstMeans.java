package io.github.dejavubeam.transforms.metrics.exact;

import java.io.Serializable;
import java.util.List;

/**
 * Means of the values of the first records of an order.
 *
 * @param order the order, in [0, {@link RecordOrders#orders()})
 * @param fraction the share of the records that was taken
 * @param records the number of records taken, max(1, floor(N * fraction))
 * @param means mean of each value over these records
 */
public record FirstMeans(int order, double fraction, long records, List<Double> means)
    implements Serializable {}
