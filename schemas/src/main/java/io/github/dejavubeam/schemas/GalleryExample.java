package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * One of the most memorized examples, as a reader looks at it. Lists and texts are cut to what can
 * be looked at.
 *
 * @param place of the comparison in the list of comparisons of the study
 * @param score how memorized it is: the larger, the more
 * @param id id of the example
 * @param shard the shard that holds it
 * @param objects what is true of it: its objects, or its class
 * @param model what the audited model makes of it
 * @param reference what the reference makes of it
 */
public record GalleryExample(
    int place,
    double score,
    String id,
    String shard,
    List<TrueObject> objects,
    Retrieved model,
    Retrieved reference)
    implements Serializable {

  /**
   * Something true.
   *
   * @param label its name
   * @param byModel whether the model recovers it
   * @param byReference whether the reference does
   */
  public record TrueObject(String label, boolean byModel, boolean byReference)
      implements Serializable {}

  /**
   * What one predictor retrieves and predicts.
   *
   * @param predicted best first
   * @param unlisted predicted labels beyond these
   * @param neighbours nearest first; empty where the predictor has none
   */
  public record Retrieved(List<Label> predicted, int unlisted, List<Neighbour> neighbours)
      implements Serializable {}

  /**
   * A label that is predicted or that a neighbour carries.
   *
   * @param label its name
   * @param recovered whether it is true of the example
   */
  public record Label(String label, boolean recovered) implements Serializable {}

  /**
   * A public example that was retrieved.
   *
   * @param id its id
   * @param shard the shard that holds it
   * @param labels what it carries, what is recovered first
   * @param distance squared distance to it
   */
  public record Neighbour(String id, String shard, List<Label> labels, double distance)
      implements Serializable {}
}
