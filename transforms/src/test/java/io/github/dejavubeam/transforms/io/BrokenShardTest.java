package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.Tars.faults;
import static io.github.dejavubeam.transforms.io.Tars.keys;
import static io.github.dejavubeam.transforms.io.Tars.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class BrokenShardTest {

  private static final byte PAX = TarConstants.LF_PAX_EXTENDED_HEADER_LC;
  private static final byte GLOBAL = TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
  private static final ReadFault EMPTY = new ReadFault("", "shard is empty");
  private static final ReadFault BROKEN = new ReadFault("", "shard is truncated or not a tar");

  @Test
  void aFileOfNoBytesOrNoMembersIsEmpty() throws IOException {
    assertEquals(List.of(EMPTY), Tars.read(new byte[0]));
    assertEquals(List.of(EMPTY), tar().read());
    assertEquals(List.of(EMPTY), tar().special("dir/", TarConstants.LF_DIR).read());
  }

  @Test
  void whatIsNoTarIsAFault() throws IOException {
    byte[] noise = new byte[5_000];
    new Random(1).nextBytes(noise);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(tar().example("a").bytes());
    }

    assertEquals(List.of(BROKEN), Tars.read(noise));
    assertEquals(List.of(BROKEN), Tars.read("no tar".getBytes(UTF_8)));
    assertEquals(List.of(BROKEN), Tars.read(zipped.toByteArray()));
  }

  @Test
  void whereverAShardIsCutWhatIsYieldedIsWholeAndTheCutIsReported() throws IOException {
    byte[] shard =
        tar()
            .example("a")
            .example("long/".repeat(40) + "b")
            .member("c.jpg", new byte[1_500])
            .member("c.npy", new byte[700])
            .member("c.txt", "caption")
            .bytes();
    int endMark = shard.length - 1024;
    List<String> whole = contents(Tars.read(shard));
    assertEquals(3, whole.size());

    for (int cut = 1; cut < endMark + 512; cut += 11) {
      List<ShardEntry> entries = Tars.read(Arrays.copyOf(shard, cut));
      List<String> examples = contents(entries.subList(0, entries.size() - 1));

      assertEquals(whole.subList(0, examples.size()), examples, "cut at " + cut);
      assertTrue(examples.size() < 3, "the last example passed as whole, cut at " + cut);
      assertEquals(BROKEN, entries.get(entries.size() - 1), "cut at " + cut);
    }
    for (int cut = endMark + 512; cut <= shard.length; cut += 11) {
      assertEquals(whole, contents(Tars.read(Arrays.copyOf(shard, cut))), "cut at " + cut);
    }
  }

  private static List<String> contents(List<ShardEntry> entries) {
    return entries.stream()
        .map(Example.class::cast)
        .map(example -> example.key() + Arrays.toString(example.exampleHash()))
        .toList();
  }

  @Test
  void aBreakAtAMemberBoundaryDropsTheExampleThatMayLackMembers() throws IOException {
    byte[] shard = tar().example("a").example("b").bytes();
    List<ShardEntry> entries = Tars.read(Arrays.copyOf(shard, 10 * 512));

    assertEquals(List.of("a"), keys(entries));
    assertEquals(List.of(BROKEN), faults(entries));
  }

  @Test
  void aDamagedHeaderEndsTheShardThere() throws IOException {
    byte[] shard = tar().example("a").example("b").example("c").bytes();
    shard[6 * 512 + 1] ^= 1;
    List<ShardEntry> entries = Tars.read(shard);

    assertEquals(List.of(), keys(entries));
    assertEquals(List.of(BROKEN), faults(entries));
  }

  @Test
  void aSecondArchiveBehindTheFirstIsNotPassedOverInSilence() throws IOException {
    byte[] one = tar().example("a").example("b").bytes();
    byte[] both = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, both, one.length, one.length);

    assertEquals(
        List.of(new ReadFault("", "shard holds data after the end of its archive")),
        faults(Tars.read(both)));
  }

  @Test
  void anArchiveMayBePaddedWithZeros() throws IOException {
    byte[] shard = tar().example("a").bytes();

    assertEquals(List.of("a"), keys(Tars.read(Arrays.copyOf(shard, shard.length + 9_000))));
    assertEquals(List.of(), faults(Tars.read(Arrays.copyOf(shard, shard.length + 9_000))));
  }

  @Test
  void aSparseMemberIsNotFollowed() throws IOException {
    List<ShardEntry> entries =
        tar()
            .example("a")
            .example("b")
            .paxHeader(PAX, "GNU.sparse.size=2000000000", "GNU.sparse.map=1999999999,1")
            .member("c.jpg", new byte[1])
            .example("d")
            .read();

    assertEquals(List.of("a"), keys(entries));
    assertEquals(
        List.of(new ReadFault("", "shard holds a sparse member and is not read beyond it")),
        faults(entries));
  }

  @Test
  void headersAreBounded() throws IOException {
    String large = "comment=" + "x".repeat(TarMembers.HEADER_BYTES);

    assertEquals(List.of("a"), keys(tar().paxHeader(PAX, "comment=x").example("a").read()));
    assertEquals(List.of(BROKEN), tar().paxHeader(PAX, large).example("a").read());
    assertEquals(List.of(BROKEN), tar().paxHeader(GLOBAL, large).example("a").read());
    byte[] name = "x".repeat(TarMembers.HEADER_BYTES).getBytes(UTF_8);
    assertEquals(
        List.of(BROKEN),
        tar().raw("long", TarConstants.LF_GNUTYPE_LONGNAME, name.length, name).example("a").read());
  }

  @Test
  void aChainOfHeadersIsBounded() throws IOException {
    Tars chain = tar();
    for (int i = 0; i < 10_000; i++) {
      chain.paxHeader(PAX, "a=b");
    }

    assertEquals(List.of(BROKEN), chain.example("a").read());
  }

  @Test
  void globalHeadersAreBoundedInNumber() throws IOException {
    Tars few = tar();
    Tars many = tar();
    for (int i = 0; i < 17; i++) {
      many.paxHeader(GLOBAL, "key" + i + "=value").example("a" + i);
      if (i < 16) {
        few.paxHeader(GLOBAL, "key" + i + "=value").example("a" + i);
      }
    }

    assertEquals(16, keys(few.read()).size());
    List<ShardEntry> entries = many.read();
    assertEquals(15, keys(entries).size());
    assertEquals(List.of(BROKEN), faults(entries));
  }

  @Test
  void aHugeSizeInAHeaderCostsNoMemory() throws IOException {
    for (long size : new long[] {60L << 20, 1L << 32, 1L << 40, Long.MAX_VALUE, -1}) {
      Tars shard = tar().raw("a.jpg", TarConstants.LF_NORMAL, size, new byte[1_000]);
      assertEquals(List.of(BROKEN), shard.read(), "size " + size);
    }
    assertEquals(
        List.of(BROKEN),
        tar().paxHeader(PAX, "size=" + Long.MAX_VALUE).member("a.jpg", new byte[1]).read());
    assertEquals(
        List.of(BROKEN), tar().paxHeader(PAX, "size=-1").member("a.jpg", new byte[1]).read());
  }

  @Test
  void randomDamageIsAlwaysAnExampleOrAFault() throws IOException {
    Tars clean = tar();
    for (int i = 0; i < 4; i++) {
      clean.example("e" + i).member("n".repeat(150) + i + ".json", "{\"objects\": [], \"x\": [1]}");
    }
    byte[] shard = clean.bytes();
    Random random = new Random(20_240_501);
    int damaged = 0;
    for (int round = 0; round < 3_000; round++) {
      byte[] mutant = shard.clone();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        mutate(mutant, random);
      }
      List<ShardEntry> entries = Tars.read(mutant);
      damaged += faults(entries).isEmpty() ? 0 : 1;
      // Damage can split an example into its members, or copy one, but not make more of them.
      assertTrue(keys(entries).size() <= 16, "more examples than there are members");
    }
    assertTrue(damaged > 1_000, "only " + damaged + " rounds did damage");
  }

  /** Sets a byte, sets it in a header whose checksum is then made right, or copies a block. */
  private static void mutate(byte[] shard, Random random) {
    int block = random.nextInt(shard.length / 512) * 512;
    switch (random.nextInt(3)) {
      case 0 -> shard[random.nextInt(shard.length)] = (byte) random.nextInt();
      case 1 -> {
        shard[block + random.nextInt(512)] = (byte) random.nextInt();
        Tars.fixChecksum(shard, block);
      }
      default ->
          System.arraycopy(shard, random.nextInt(shard.length / 512) * 512, shard, block, 512);
    }
  }
}
