package io.github.dejavubeam.transforms.retrieval;

/** Some of the queries, and the way in which they are compared with rows. */
interface Pass {

  /** Offers the rows of a chunk that may be near to the contenders of its queries. */
  void over(PanelChunk chunk);
}
