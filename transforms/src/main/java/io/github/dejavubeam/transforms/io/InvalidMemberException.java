package io.github.dejavubeam.transforms.io;

/** A member's content breaks a rule; the message is one of the reasons of {@link ReadFault}. */
final class InvalidMemberException extends Exception {

  InvalidMemberException(String reason) {
    super(reason);
  }
}
