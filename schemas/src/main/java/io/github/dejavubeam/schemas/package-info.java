/**
 * The words of the domain: records that travel between steps or reach the user, and the layout of
 * the files they live in.
 */
package io.github.dejavubeam.schemas;
