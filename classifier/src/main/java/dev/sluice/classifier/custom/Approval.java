package dev.sluice.classifier.custom;

import java.time.LocalDate;

/**
 * That a second person stands behind an allow entry.
 *
 * @param approver who; another person than the author
 * @param day since when
 */
public record Approval(String approver, LocalDate day) {}
