/**
 * What an auditor needs to check the log without trusting the machine that wrote it: RFC 6962 hashing, inclusion and
 * consistency proofs, C2SP signed notes and checkpoints. Uses the JDK alone and does no input or output.
 */
@NullMarked
package dev.sluice.audit.verify;

import org.jspecify.annotations.NullMarked;
