/** Models: under which licence, pinned to which weights, and whether they fit onto the machines that are to run them. */
@NullMarked
package dev.sluice.policy.models;

import org.jspecify.annotations.NullMarked;
