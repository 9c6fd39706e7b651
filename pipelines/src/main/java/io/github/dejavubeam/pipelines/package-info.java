/** The command line: one file a verb, each a pipeline that reads top-down. */
package io.github.dejavubeam.pipelines;
