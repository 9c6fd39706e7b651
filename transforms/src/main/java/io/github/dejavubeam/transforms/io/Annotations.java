package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What a {@code .json} member says of its example.
 *
 * @param objects each label once, with its highest score, in order of first mention
 * @param boxes where the objects are that have a box, in the order of the member
 * @param tags what is seen in the background, {@code crop_tags}, in the order of the member
 * @param label the class, of any length; null where the member names none
 * @param caption of any length; null where the member holds none
 */
record Annotations(
    List<LabelledObject> objects,
    List<BoundingBox> boxes,
    List<LabelledObject> tags,
    @Nullable String label,
    @Nullable String caption) {

  static final Annotations NONE = new Annotations(List.of(), List.of(), List.of(), null, null);
}
