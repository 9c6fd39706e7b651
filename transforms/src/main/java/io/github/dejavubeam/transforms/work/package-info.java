/**
 * How work is divided among workers: pieces that are known beforehand go to whoever is free, pieces
 * that are planned in mid-job to each worker as much as to the others.
 */
package io.github.dejavubeam.transforms.work;
