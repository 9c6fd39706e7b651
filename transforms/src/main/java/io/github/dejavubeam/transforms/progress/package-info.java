/** How far the stages running in this process are. */
package io.github.dejavubeam.transforms.progress;
