package io.github.dejavubeam.transforms.scaling;

/**
 * Memory of a worker process. Models come on top, once in a process, with what ONNX Runtime needs
 * to run them.
 *
 * @param embedding bytes of its tasks while they embed, on and off the heap: blocks that are not
 *     written yet, of every encoder, twice while they are written (ShardEmbedder)
 * @param searching bytes of its tasks while they search: {@code --searchMemory} and the chunks that
 *     are read ahead (PanelEngine)
 */
public record WorkerMemory(double embedding, double searching) {

  private static final int CHUNKS = 3;
  private static final int FORMS_OF_A_CHUNK = 4;
  private static final long CHUNK_BYTES = 2L << 20;

  /** Of a machine of that study. */
  public static WorkerMemory of(CostModel model) {
    DataShape data = model.data();
    StudyShape study = model.study();
    int encoders =
        Math.max(study.queryTextEncoders(), study.imageEncoders() + study.publicTextEncoders());
    double block = (double) data.rowsOfBlock() * data.dimension() * Float.BYTES;
    int cores = model.cluster().cores();
    return new WorkerMemory(
        2.0 * cores * encoders * block,
        (double) cores
            * (model.cluster().searchMemory() + CHUNKS * FORMS_OF_A_CHUNK * CHUNK_BYTES));
  }
}
