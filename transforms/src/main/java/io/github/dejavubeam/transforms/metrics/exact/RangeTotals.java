package io.github.dejavubeam.transforms.metrics.exact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** The total of every range of every order of one key. */
final class RangeTotals {

  private static final int RANGES = KeySample.SIZE + 1;

  /** By order, then range; null for a range without a record. */
  private final RecordTotal[] totals;

  RangeTotals(int orders) {
    totals = new RecordTotal[orders * RANGES];
  }

  /** Adds a record to its range in every order. */
  void add(PlacedRecord record) {
    for (int slot = 0, order = 0; slot < totals.length; slot += RANGES, order++) {
      totalAt(slot + record.range(order), record.values().length).add(record.values());
    }
  }

  /** Adds the totals of other records, which stay as they are. */
  void merge(RangeTotals other) {
    for (int slot = 0; slot < totals.length; slot++) {
      RecordTotal total = other.totals[slot];
      if (total != null) {
        totalAt(slot, total.values()).merge(total);
      }
    }
  }

  private RecordTotal totalAt(int slot, int values) {
    if (totals[slot] == null) {
      totals[slot] = new RecordTotal(values);
    }
    return totals[slot];
  }

  /**
   * Where the first max(1, floor(N * fraction)) records end, by order, then fraction; empty when
   * there is no record.
   */
  List<Cut> cuts(List<Double> fractions) {
    List<Cut> cuts = new ArrayList<>();
    for (int start = 0; start < totals.length; start += RANGES) {
      long n = 0;
      for (int range = 0; range < RANGES; range++) {
        n += totals[start + range] == null ? 0 : totals[start + range].count();
      }
      if (n > 0) {
        for (double fraction : fractions) {
          cuts.add(cut(start, records(n, fraction)));
        }
      }
    }
    return cuts;
  }

  /** In decimal, for 0.1 is meant as a tenth: in binary, 100 * 0.29 falls short of 29. */
  private static long records(long n, double fraction) {
    BigDecimal share = BigDecimal.valueOf(n).multiply(BigDecimal.valueOf(fraction));
    return Math.max(1, share.setScale(0, RoundingMode.FLOOR).longValueExact());
  }

  private Cut cut(int start, long records) {
    RecordTotal before = null;
    for (int range = 0; range < RANGES; range++) {
      RecordTotal total = totals[start + range];
      if (total == null) {
        continue;
      }
      if (before == null) {
        before = new RecordTotal(total.values());
      }
      if (before.count() + total.count() >= records) {
        return new Cut(range, records, before);
      }
      before.merge(total);
    }
    throw new IllegalStateException("fewer records than " + records);
  }

  /** Writes the totals of the ranges that have records. */
  static final class Coder extends AtomicCoder<RangeTotals> {

    @Override
    public void encode(RangeTotals value, OutputStream out) throws IOException {
      VarInt.encode(value.totals.length / RANGES, out);
      for (int slot = 0; slot < value.totals.length; slot++) {
        if (value.totals[slot] != null) {
          VarInt.encode(slot, out);
          value.totals[slot].write(out);
        }
      }
      VarInt.encode(value.totals.length, out);
    }

    @Override
    public RangeTotals decode(InputStream in) throws IOException {
      RangeTotals value = new RangeTotals(VarInt.decodeInt(in));
      int slot = VarInt.decodeInt(in);
      while (slot < value.totals.length) {
        value.totals[slot] = RecordTotal.read(in);
        slot = VarInt.decodeInt(in);
      }
      return value;
    }
  }
}
