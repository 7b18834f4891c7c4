package dev.sluice.classifier;

/** What a finding contributes to the categories of its document. */
enum Role {
    /** Identifies a person by itself. */
    IDENTIFIER,
    /** Identifies only with health context or beside a person: places below a state, dates, ages. */
    QUASI_IDENTIFIER,
    /** Conditions, drugs, procedures, departments. */
    HEALTH_CONTEXT,
    /** A record in a clinical exchange format: personal and medical by construction. */
    CLINICAL_RECORD,
    /** Card numbers and what protects them. */
    CARD_DATA,
    /** Transactions, salaries, customers' finances. */
    FINANCE,
    /** Keys, tokens, passwords. */
    CREDENTIAL,
    /** Marking of legal privilege. */
    PRIVILEGE,
    /** Marking of export control. */
    EXPORT,
    /** Marking of business confidentiality. */
    CONFIDENCE
}
