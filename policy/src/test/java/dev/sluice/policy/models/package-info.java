/** Tests of models. */
@NullMarked
package dev.sluice.policy.models;

import org.jspecify.annotations.NullMarked;
