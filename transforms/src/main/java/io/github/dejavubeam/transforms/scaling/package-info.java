/** What a study of a given size costs on given machines: formulae over measured coefficients. */
package io.github.dejavubeam.transforms.scaling;
