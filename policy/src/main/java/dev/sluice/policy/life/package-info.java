/**
 * The life of a bundle: who wrote, approved and activated it, and which one is in force. The rules stand in the database
 * ({@code V13__bundle_life.sql}); this package asks it.
 */
@NullMarked
package dev.sluice.policy.life;

import org.jspecify.annotations.NullMarked;
