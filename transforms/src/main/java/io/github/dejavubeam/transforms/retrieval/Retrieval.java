package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/**
 * The neighbours of one query under every search of a study; a search that has not answered holds
 * none.
 */
public final class Retrieval {

  private final NearestNeighbors[] bySearch;

  private Retrieval(NearestNeighbors[] bySearch) {
    this.bySearch = bySearch;
  }

  /** No search has answered. */
  public static Retrieval none(int searches) {
    NearestNeighbors[] bySearch = new NearestNeighbors[searches];
    Arrays.fill(bySearch, NearestNeighbors.NONE);
    return new Retrieval(bySearch);
  }

  /** One search has answered. */
  public static Retrieval of(int searches, int search, NearestNeighbors neighbors) {
    Retrieval retrieval = none(searches);
    retrieval.bySearch[search] = neighbors;
    return retrieval;
  }

  /** Fills in what a search found; for the coder, before anyone else holds this object. */
  void set(int search, NearestNeighbors neighbors) {
    bySearch[search] = neighbors;
  }

  /** Number of searches of the study. */
  public int searches() {
    return bySearch.length;
  }

  /** The neighbours that a search found. */
  public NearestNeighbors neighbors(int search) {
    return bySearch[search];
  }

  /** Both answers, search by search (see {@link NearestNeighbors#merge}). */
  public Retrieval merge(Retrieval other, int k) {
    NearestNeighbors[] merged = new NearestNeighbors[bySearch.length];
    Arrays.setAll(merged, search -> bySearch[search].merge(other.bySearch[search], k));
    return new Retrieval(merged);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Retrieval other && Arrays.equals(bySearch, other.bySearch);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bySearch);
  }

  @Override
  public String toString() {
    return "Retrieval" + Arrays.toString(bySearch);
  }
}
