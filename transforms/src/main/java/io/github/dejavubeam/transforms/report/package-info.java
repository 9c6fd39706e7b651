/** Writes what a study found: summary, tables, report, one row an example, and the manifest. */
package io.github.dejavubeam.transforms.report;
