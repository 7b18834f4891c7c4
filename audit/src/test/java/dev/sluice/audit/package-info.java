@NullMarked
package dev.sluice.audit;

import org.jspecify.annotations.NullMarked;
