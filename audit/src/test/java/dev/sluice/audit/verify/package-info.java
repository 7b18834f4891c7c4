@NullMarked
package dev.sluice.audit.verify;

import org.jspecify.annotations.NullMarked;
