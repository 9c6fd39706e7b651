package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * The small picture of an example.
 *
 * @param split the set of the example
 * @param id its id
 * @param caption its caption, cut to what can be looked at; empty where it has none
 * @param image a small JPEG in base 64; empty where the example has no readable image
 * @param crop the background that a predictor saw, likewise; empty where that is no crop
 */
public record Thumbnail(String split, String id, String caption, String image, String crop)
    implements Serializable {}
