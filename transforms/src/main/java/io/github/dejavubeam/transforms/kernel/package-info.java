/** The arithmetic that runs on vector registers; compiled against the incubating Vector API. */
package io.github.dejavubeam.transforms.kernel;
