package dev.sluice.classifier;

import java.time.LocalDate;

/**
 * Whose document is classified and when: what decides which allow entries hold for it.
 *
 * @param tenant the document's tenant
 * @param source the source it came from
 * @param day today in UTC
 */
public record AllowScope(String tenant, String source, LocalDate day) {}
