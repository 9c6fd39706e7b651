package io.github.dejavubeam.transforms.metrics.exact;

import java.io.Serializable;
import java.util.List;

/**
 * Means and covariances of the values of the first records of an order.
 *
 * @param order the order, in [0, {@link RecordOrders#orders()})
 * @param fraction the share of the records that was taken
 * @param records the number of records taken, max(1, floor(N * fraction))
 * @param means mean of each value over these records
 * @param covariances covariances of the values over these records, shape [values x values] by row:
 *     means of products of differences from the means
 * @param lastScore score of the last of these records
 * @param lastId its id: a record is among them if its score, then id, is not after
 */
public record FirstMeans(
    int order,
    double fraction,
    long records,
    List<Double> means,
    List<Double> covariances,
    long lastScore,
    String lastId)
    implements Serializable {}
