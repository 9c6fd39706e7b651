package io.github.dejavubeam.transforms.io;

/**
 * The shard cannot be read further because of its own bytes; the message is one of the reasons of
 * {@link ReadFault}.
 */
final class BrokenShardException extends Exception {

  BrokenShardException(String reason) {
    super(reason);
  }
}
