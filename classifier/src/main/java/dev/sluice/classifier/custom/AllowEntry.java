package dev.sluice.classifier.custom;

import dev.sluice.classifier.AllowScope;
import dev.sluice.classifier.FindingType;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value that may stand in documents although a detector finds it: one type, one value, for a tenant or a source or
 * all, for a year at most. It holds only while two people stand behind it; before that, after that, and for any other
 * value the finding counts.
 */
public final class AllowEntry {
    /** Longest time between approval and expiry, in days. */
    public static final int LONGEST_TERM = 366;

    /**
     * Types of which a single value can be public and that count as identifiers alone, so that an entry takes away
     * personal data and no other category. Of all others every value counts, whoever approves.
     */
    private static final Set<FindingType> ALLOWABLE = EnumSet.of(
            FindingType.PERSON,
            FindingType.ADDRESS,
            FindingType.LOCATION,
            FindingType.POSTAL_CODE,
            FindingType.PHONE,
            FindingType.FAX,
            FindingType.EMAIL,
            FindingType.URL,
            FindingType.IP_ADDRESS,
            FindingType.USERNAME,
            FindingType.IDENTIFIER,
            FindingType.LICENSE,
            FindingType.VEHICLE,
            FindingType.DEVICE);

    private static final Pattern PERSON = Pattern.compile("[a-z0-9][a-z0-9.@_-]{1,99}");
    private static final int LONGEST_VALUE = 200;
    private static final int SHORTEST_REASON = 10;

    private final String id;
    private final FindingType type;
    private final String value;
    private final Optional<String> tenant;
    private final Optional<String> source;
    private final String author;
    private final Optional<Approval> approval;
    private final LocalDate expires;
    private final String form;

    private AllowEntry(
            String id,
            FindingType type,
            String value,
            Optional<String> tenant,
            Optional<String> source,
            String author,
            Optional<Approval> approval,
            LocalDate expires,
            String form) {
        this.id = id;
        this.type = type;
        this.value = value;
        this.tenant = tenant;
        this.source = source;
        this.author = author;
        this.approval = approval;
        this.expires = expires;
        this.form = form;
    }

    /** An entry for a document for which it holds; only {@link AllowEntry} makes one. */
    public static final class InForce {
        private final AllowEntry entry;

        private InForce(AllowEntry entry) {
            this.entry = entry;
        }

        /** The entry's id. */
        public String id() {
            return entry.id;
        }

        /** The type that it suppresses. */
        public FindingType type() {
            return entry.type;
        }
    }

    /**
     * Reads an entry.
     *
     * @param value the whole value as it stands in documents, upper and lower case as there
     * @param tenant the only tenant for whose documents it holds, or empty for all
     * @param source the only source for whose documents it holds, or empty for all
     * @param author who wrote it
     * @param approval the second person, or empty while there is none: then every hit counts
     * @param expires the last day on which it holds
     * @throws RefusedRuleException if the entry could never be in force, or would reach further than one value
     */
    public static AllowEntry of(
            String id,
            FindingType type,
            String value,
            Optional<String> tenant,
            Optional<String> source,
            String reason,
            String author,
            Optional<Approval> approval,
            LocalDate expires) {
        RuleName.checked(id);
        if (!ALLOWABLE.contains(type)) {
            throw new RefusedRuleException(
                    "no value of the type " + type + " can be allowed", "Write one of " + ALLOWABLE + ", or remove it");
        }
        String plain = plain(value);
        requireOneValue(type, value, plain, source);
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new RefusedRuleException("a reason of less than " + SHORTEST_REASON + " characters", "Say why");
        }
        requirePerson("author", author);
        approval.ifPresent(given -> {
            requirePerson("approver", given.approver());
            if (given.approver().equals(author)) {
                throw new RefusedRuleException(
                        "author and approver are the same person", "Have another person approve it");
            }
            if (expires.isBefore(given.day()) || expires.isAfter(given.day().plusDays(LONGEST_TERM))) {
                throw new RefusedRuleException(
                        "it was approved on " + given.day() + " and expires on " + expires,
                        "Let it expire within " + LONGEST_TERM + " days of its approval");
            }
        });
        String form = String.join(
                "\n",
                id,
                type.name(),
                plain,
                tenant.map(one -> "tenant " + one).orElse("all tenants"),
                source.map(one -> "source " + one).orElse("all sources"),
                reason,
                author,
                approval.map(Approval::toString).orElse("not approved"),
                expires.toString());
        return new AllowEntry(id, type, plain, tenant, source, author, approval, expires, form);
    }

    private static void requireOneValue(FindingType type, String value, String plain, Optional<String> source) {
        long letters = value.codePoints().filter(Character::isLetterOrDigit).count();
        if (letters < 2 || plain.length() > LONGEST_VALUE) {
            throw new RefusedRuleException(
                    "a value of " + plain.length() + " characters", "Write 2 to " + LONGEST_VALUE + ", no pattern");
        }
        boolean disguised = value.codePoints().anyMatch(AllowEntry::isInvisible)
                || value.codePoints()
                                .filter(Character::isLetter)
                                .mapToObj(Character.UnicodeScript::of)
                                .distinct()
                                .count()
                        > 1;
        if (disguised) {
            throw new RefusedRuleException(
                    "a value with invisible characters or letters of two scripts", "Type it anew, letter by letter");
        }
        if (type == FindingType.PERSON && !plain.contains(" ") && source.isEmpty()) {
            throw new RefusedRuleException(
                    "a name of one word, which many people bear", "Name the only source for which it holds");
        }
    }

    private static boolean isInvisible(int codePoint) {
        int kind = Character.getType(codePoint);
        return kind == Character.FORMAT || kind == Character.CONTROL || kind == Character.UNASSIGNED;
    }

    private static void requirePerson(String role, String person) {
        if (!PERSON.matcher(person).matches()) {
            throw new RefusedRuleException(
                    "found no person's account as " + role, "Write lower-case letters, digits and . @ _ - only");
        }
    }

    /**
     * The form in which values are compared: composed, with one space for any white space, and nothing else undone.
     * Detectors see through disguises so that nothing hides; an entry does not, so that nothing hides behind it.
     */
    static String plain(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        boolean gap = false;
        String composed = Normalizer.normalize(value, Normalizer.Form.NFC);
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                gap = !plain.isEmpty();
                continue;
            }
            if (gap) {
                plain.append(' ');
                gap = false;
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** This entry if it holds for a document: its scope covers it, two people approved it and its time is not over. */
    Optional<InForce> in(AllowScope scope) {
        boolean covers = tenant.map(scope.tenant()::equals).orElse(true)
                && source.map(scope.source()::equals).orElse(true);
        boolean holds = approval.filter(given -> !given.approver().equals(author)
                        && !scope.day().isBefore(given.day())
                        && !scope.day().isAfter(expires))
                .isPresent();
        return covers && holds ? Optional.of(new InForce(this)) : Optional.empty();
    }

    /** Its id, which a suppression carries. */
    public String id() {
        return id;
    }

    /** The type of the findings that it suppresses. */
    public FindingType type() {
        return type;
    }

    /** The last day on which it holds. */
    public LocalDate expires() {
        return expires;
    }

    /** Whether a second person has approved it. */
    public boolean isApproved() {
        return approval.isPresent();
    }

    String value() {
        return value;
    }

    /** What it says, for the digest. */
    String form() {
        return form;
    }
}
