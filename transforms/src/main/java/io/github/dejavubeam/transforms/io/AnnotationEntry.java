package io.github.dejavubeam.transforms.io;

/** What a file of annotations yields: those of an example, or why they were left out. */
public sealed interface AnnotationEntry permits KeyedAnnotations, ReadFault {

  /** Key of the example; empty where it is unknown, or the file itself is at fault. */
  String key();
}
