package io.github.dejavubeam.transforms.imagetest;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The examples of a set that also occur in a set where they must not.
 *
 * @param rows references of their rows
 * @param excluded whether they take no part in what is measured
 */
public record LeakedRows(PCollectionView<List<Long>> rows, boolean excluded)
    implements Serializable {}
