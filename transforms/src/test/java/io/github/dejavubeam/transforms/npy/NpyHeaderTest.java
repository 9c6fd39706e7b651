package io.github.dejavubeam.transforms.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.VectorType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyHeaderTest {

  private static final String DICT =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }\n";

  static byte[] header(int version, String dict) {
    byte[] text = dict.getBytes(ISO_8859_1);
    ByteBuffer header = ByteBuffer.allocate(12 + text.length).order(ByteOrder.LITTLE_ENDIAN);
    header.put("\u0093NUMPY".getBytes(ISO_8859_1)).put((byte) version).put((byte) 0);
    if (version == 1) {
      header.putShort((short) text.length);
    } else {
      header.putInt(text.length);
    }
    return Arrays.copyOf(header.put(text).array(), header.position());
  }

  private static NpyHeader read(byte[] header) throws IOException, BadNpyException {
    return NpyHeader.read(new ByteArrayInputStream(header), "a.npy");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws Exception {
    byte[] header = header(version, DICT);
    assertEquals(new NpyHeader(VectorType.FLOAT32, 3, 2, header.length), read(header));
  }

  @Test
  void whatIsWrittenIsReadAndAlignedAsNumpyDoes() throws Exception {
    for (VectorType type : VectorType.values()) {
      byte[] header = NpyHeader.of(type, 1_000_000, 512);
      assertEquals(0, header.length % 64);
      assertEquals('\n', header[header.length - 1]);
      assertEquals(new NpyHeader(type, 1_000_000, 512, header.length), read(header));
    }
  }

  @Test
  void fieldsMayComeInAnyOrder() throws Exception {
    String dict = "{'shape':(3,2,),'descr':'<f2','fortran_order':False}";
    assertEquals(VectorType.FLOAT16, read(header(1, dict)).type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), } | not float32",
        "{'descr': '>f4', 'fortran_order': False, 'shape': (3, 2), } | not float32",
        "{'descr': 'O8', 'fortran_order': False, 'shape': (3, 2), } | not float32",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (3, 2), } | Fortran order",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), } | no matrix",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2, 1), } | no matrix",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 0), } | no matrix",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-3, 2), } | no matrix",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), } | no"
            + " matrix",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 999999999), } |"
            + " claims",
        "{'shape': (3, 2)} | cannot be understood",
        "[('x', '<f4')] | cannot be understood"
      })
  void otherArraysAreRefusedWithTheReason(String dict, String reason) {
    String said = assertThrows(BadNpyException.class, () -> read(header(1, dict))).getMessage();
    assertTrue(said.startsWith("a.npy ") && said.contains(reason), said);
  }

  @Test
  void aHeaderOfTenMegabytesIsNotRead() {
    byte[] header = header(2, DICT + " ".repeat(10_000_000));
    String said = assertThrows(BadNpyException.class, () -> read(header)).getMessage();
    assertTrue(said.contains("has a header of 100000"), said);
    byte[] claim = Arrays.copyOf(header, 20);
    Arrays.fill(claim, 8, 12, (byte) 0xff);
    assertThrows(BadNpyException.class, () -> read(claim));
  }

  @Test
  void cutAndOtherFilesAreRefused() {
    byte[] header = header(1, DICT);
    for (int length = 0; length < header.length; length++) {
      byte[] cut = Arrays.copyOf(header, length);
      assertThrows(BadNpyException.class, () -> read(cut));
    }
    assertThrows(
        BadNpyException.class, () -> read("PK\u0003\u0004 a zip of arrays".getBytes(ISO_8859_1)));
    assertThrows(BadNpyException.class, () -> read(header(4, DICT)));
  }
}
