package io.github.dejavubeam.transforms.retrieval;

/**
 * Plain Java: float32 dot products of panels of index rows filter, double precision decides.
 *
 * <p>A panel holds {@value #PANEL} rows component by component, so that the inner loop adds one
 * product to each of the panel's sums and the compiler turns it into vector instructions.
 *
 * <p><b>The filter never loses a neighbour.</b> A float32 sum of d products in any order is within
 * {@code γ Σ|q_i p_i| ≤ γ |q||p|} of the true one, {@code γ = d·u / (1 - d·u)}, {@code u = 2^-24}
 * (Higham 2002, section 3.1), plus an underflow below {@code d · 2^-149}. A row is skipped only if
 * {@code |q|² + |p|² - 2 (dot + error)} exceeds the k-th distance so far; all others get their
 * exact distance. Vectors too large for float32 sums give NaN or infinity here, which skips
 * nothing.
 */
public final class FloatEngine implements SearchEngine {

  private static final int PANEL = 64;
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  @Override
  public BlockSearch search(VectorRows queries, int k, RowOrder order) {
    return new Search(queries, k, order);
  }

  @Override
  public long bytesPerQuery(int dimension, int k) {
    return (long) dimension * Float.BYTES + 16L * k;
  }

  private static final class Search implements BlockSearch {
    private final int dimension;
    private final float[] queries;
    private final double[] queryNorms;
    private final NearestRows[] nearest;
    private final double gamma;
    private final float[] rows;
    private final float[] panel;
    private final float[] dots = new float[PANEL];
    private final double[] rowNorms = new double[PANEL];

    Search(VectorRows queryRows, int k, RowOrder order) {
      dimension = queryRows.dimension();
      queries = new float[Math.multiplyExact(queryRows.rows(), dimension)];
      queryNorms = new double[queryRows.rows()];
      nearest = new NearestRows[queryRows.rows()];
      for (int q = 0; q < nearest.length; q++) {
        queryRows.copyRow(q, queries, q * dimension);
        queryNorms[q] = norm(queries, q * dimension);
        nearest[q] = new NearestRows(k, order);
      }
      gamma = dimension * UNIT_ROUNDOFF / (1 - dimension * UNIT_ROUNDOFF);
      rows = new float[PANEL * dimension];
      panel = new float[PANEL * dimension];
    }

    @Override
    public void addAll(Iterable<IndexBlock> blocks, ExcludedRows excluded) {
      blocks.forEach(block -> add(block.ordinal(), block.rows(), excluded));
    }

    @Override
    public SearchTime time() {
      return new SearchTime(0, 0);
    }

    private void add(int block, VectorRows index, ExcludedRows excluded) {
      if (index.dimension() != dimension) {
        throw new IllegalArgumentException(
            "queries have " + dimension + " components, the index has " + index.dimension());
      }
      for (int start = 0; start < index.rows(); start += PANEL) {
        int count = Math.min(PANEL, index.rows() - start);
        pack(index, start, count);
        for (int q = 0; q < nearest.length; q++) {
          dots(q);
          select(q, block, start, count, excluded);
        }
      }
    }

    @Override
    public NearestNeighbors neighbors(int query) {
      return nearest[query].neighbors();
    }

    private void pack(VectorRows index, int start, int count) {
      for (int r = 0; r < count; r++) {
        index.copyRow(start + r, rows, r * dimension);
        rowNorms[r] = norm(rows, r * dimension);
        for (int d = 0; d < dimension; d++) {
          panel[d * PANEL + r] = rows[r * dimension + d];
        }
      }
    }

    private void dots(int query) {
      java.util.Arrays.fill(dots, 0);
      for (int d = 0; d < dimension; d++) {
        float component = queries[query * dimension + d];
        int base = d * PANEL;
        for (int r = 0; r < PANEL; r++) {
          dots[r] += component * panel[base + r];
        }
      }
    }

    private void select(int query, int block, int start, int count, ExcludedRows excluded) {
      NearestRows best = nearest[query];
      double queryNorm = queryNorms[query];
      for (int r = 0; r < count; r++) {
        double rowNorm = rowNorms[r];
        double error = gamma * queryNorm * rowNorm + dimension * (double) Float.MIN_VALUE;
        // The squares and sums of this line round too, in double: 1e-14 of their size covers it.
        double squares = queryNorm * queryNorm + rowNorm * rowNorm;
        double atLeast = squares - 2 * (dots[r] + error) - 1e-14 * (squares + 1);
        if (atLeast > best.threshold() || excluded.contains(block, start + r)) {
          continue;
        }
        best.offer(
            ExactDistance.squared(queries, query * dimension, rows, r * dimension, dimension),
            RowReference.of(block, start + r));
      }
    }

    private double norm(float[] values, int offset) {
      double sum = 0;
      for (int i = 0; i < dimension; i++) {
        sum += (double) values[offset + i] * values[offset + i];
      }
      return Math.sqrt(sum);
    }
  }
}
