package io.github.dejavubeam.transforms.fuzz;

import io.github.dejavubeam.transforms.image.ImageTarget;
import io.github.dejavubeam.transforms.io.ShardTargets;
import io.github.dejavubeam.transforms.model.ModelConfigTarget;
import io.github.dejavubeam.transforms.npy.NpyTarget;
import io.github.dejavubeam.transforms.vectors.VectorTargets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All readers that are tried. */
final class FuzzTargets {

  private FuzzTargets() {}

  /**
   * The targets.
   *
   * @param folder where those put their input that read files
   */
  static List<FuzzTarget> in(Path folder) throws Exception {
    List<FuzzTarget> targets = new ArrayList<>();
    targets.addAll(ShardTargets.in(folder));
    targets.addAll(VectorTargets.in(folder));
    targets.add(new NpyTarget(folder));
    targets.addAll(ImageTarget.all());
    targets.addAll(ModelConfigTarget.in(folder));
    return targets;
  }
}
