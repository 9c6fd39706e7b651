/** How accuracies and déjà vu scores differ between two image studies. */
package io.github.dejavubeam.transforms.correlation.change;
