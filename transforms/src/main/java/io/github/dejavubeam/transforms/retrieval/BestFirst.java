package io.github.dejavubeam.transforms.retrieval;

import java.util.Optional;

/**
 * Offers the best rows of a chunk to each query, which is mostly all that there is to offer.
 *
 * <p>Rows that are not among the best n score no higher than the n-th. Where that is not above the
 * query's threshold, nothing was cut off; else all the query's scores are computed, and the rows
 * that were not offered yet are. So n decides how long a search takes, and not what it finds: it
 * follows how many rows the chunk before had to offer, since a row joins the k nearest ever more
 * seldom.
 */
final class BestFirst {

  private static final int LEAST = 8;

  /** More than this share of the queries cut off asks for more of the best. */
  private static final double MANY = 1.0 / 64;

  private final ScoreMatrix matrix;
  private final MatrixScan scan;
  private final int count;
  private final int most;
  private final Contenders contenders;
  private final int[] cut;
  private int wanted;
  private long offers;
  private int waiting;

  BestFirst(ScoreMatrix matrix, MatrixScan scan, int count, int k, Contenders contenders) {
    this.matrix = matrix;
    this.scan = scan;
    this.count = count;
    this.contenders = contenders;
    most = mostOf(k);
    wanted = most;
    cut = new int[matrix.maxQueries()];
  }

  /** Best rows of a query that it may ask for: k, and some that nearly tie with the k-th. */
  static int mostOf(int k) {
    return k + Math.max(LEAST, k / 4);
  }

  /** Offers the rows of a chunk, or does nothing and returns false where the matrix has no best. */
  boolean over(MatrixChunk chunk) {
    if (!chunk.allFinite()) {
      // A device may fill up what it sorts with numbers that infinities would come after.
      return false;
    }
    Optional<BestScores> found =
        matrix.best(chunk.loaded(), Math.min(wanted, chunk.rows().count()));
    found.ifPresent(best -> offer(chunk, best));
    return found.isPresent();
  }

  private void offer(MatrixChunk chunk, BestScores best) {
    offers = 0;
    int cutOff = 0;
    for (int query = 0; query < count; query++) {
      if (mayBeMore(query, chunk.rows(), best)) {
        cutOff++;
        cut[waiting++] = query;
        if (waiting == cut.length) {
          offerRest(chunk, best);
        }
      }
    }
    offerRest(chunk, best);
    if (cutOff > MANY * count) {
      wanted = (int) Math.min(most, 2L * wanted);
    } else if (4 * offers < (long) wanted * count) {
      wanted = Math.max(LEAST, wanted / 2);
    }
  }

  private boolean mayBeMore(int query, RowChunk rows, BestScores best) {
    int start = query * best.count();
    for (int i = start; i < start + best.count(); i++) {
      float score = best.scores().get(i);
      if (!(score > contenders.threshold(query))) {
        return false;
      }
      contenders.offer(query, rows.first() + best.rows().get(i), score);
      offers++;
    }
    return best.count() < rows.count()
        && best.scores().get(start + best.count() - 1) > contenders.threshold(query);
  }

  private void offerRest(MatrixChunk chunk, BestScores best) {
    if (waiting > 0) {
      scan.rest(chunk, cut, waiting, best);
      waiting = 0;
    }
  }
}
