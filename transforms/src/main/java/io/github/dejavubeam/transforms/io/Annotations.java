package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What a {@code .json} member, or a line of a file beside the data, says of its example.
 *
 * @param key the example's key, of any length; null where none is named, as in a member
 * @param objects each label once, with its highest score, in order of first mention
 * @param hasObjects whether it says which objects there are, be it none
 * @param boxes where the objects are that have a box, in the order of the member
 * @param tags what is seen in the background, {@code crop_tags}, in the order of the member
 * @param hasTags whether it says which tags there are, be it none
 * @param label the class, of any length; null where the member names none
 * @param caption of any length; null where the member holds none
 */
public record Annotations(
    @Nullable String key,
    List<LabelledObject> objects,
    boolean hasObjects,
    List<BoundingBox> boxes,
    List<LabelledObject> tags,
    boolean hasTags,
    @Nullable String label,
    @Nullable String caption) {

  static final Annotations NONE =
      new Annotations(null, List.of(), false, List.of(), List.of(), false, null, null);
}
