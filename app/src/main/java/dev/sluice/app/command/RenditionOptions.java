package dev.sluice.app.command;

import dev.sluice.classifier.FindingType;
import dev.sluice.classifier.rendition.Action;
import dev.sluice.classifier.rendition.RenditionKey;
import dev.sluice.classifier.rendition.RenditionPlan;
import dev.sluice.classifier.rendition.RenditionScope;
import dev.sluice.db.PrivateFiles;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a rendition writes in the place of what was found, and how far that is consistent. */
final class RenditionOptions {
    private static final Pattern KEY = Pattern.compile("[0-9A-Fa-f]{64}");

    @Option(
            names = "--plan",
            paramLabel = "standard|strictest|pseudonym",
            description = "what becomes of each type of finding (default: ${DEFAULT-VALUE})",
            defaultValue = "standard")
    private NamedPlan plan = NamedPlan.STANDARD;

    @Option(
            names = "--action",
            paramLabel = "TYPE=ACTION",
            description = "another action than the plan's for a type of finding, such as PHONE=MASK; may be repeated")
    private List<String> actions = List.of();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "the key of pseudonyms, numbers and moved dates, 64 hex digits in a file that nobody else may read "
                            + "(default: one in the data folder's key ring, made on first use)")
    private @Nullable Path keyFile;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "within it the same value has the same pseudonym, in another one another (default: "
                    + "${DEFAULT-VALUE})",
            defaultValue = "default")
    private String scope = "default";

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            description = "whose dates all move by the same number of days (default: the line's id)")
    private @Nullable String subject;

    @Option(
            names = "--locale",
            paramLabel = "TAG",
            description =
                    "language of pseudonyms and, with its country, the order of day and month and whether five digits "
                            + "are a ZIP code (default: ${DEFAULT-VALUE})",
            defaultValue = "en-US")
    private String locale = "en-US";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The plan with the actions that were given.
     *
     * @throws CommandLine.ParameterException if an action is no action, is given twice, or is one that its type can't have
     */
    RenditionPlan plan() {
        RenditionPlan made = plan.plan();
        Set<FindingType> given = EnumSet.noneOf(FindingType.class);
        for (String pair : actions) {
            String[] sides = pair.split("=", -1);
            if (sides.length != 2) {
                throw usage("--action " + pair + ": expected TYPE=ACTION, such as PHONE=MASK");
            }
            FindingType type = constant(FindingType.class, sides[0], "type of finding");
            Action action = constant(Action.class, sides[1], "action");
            if (!given.add(type)) {
                throw usage("--action: " + type + " is given twice");
            }
            try {
                made = made.with(type, action);
            } catch (IllegalArgumentException e) {
                throw usage("--action " + type + "=" + action + " is refused: "
                        + (action == Action.KEEP
                                ? "only health terms can be kept"
                                : type + " speaks of the whole document, which can only be withheld"));
            }
        }
        return made;
    }

    /**
     * The key that was given, if one was.
     *
     * @throws CommandLine.ParameterException if there is no key in the file, or others may read it
     */
    Optional<RenditionKey> key() {
        if (keyFile == null) {
            return Optional.empty();
        }
        String digits;
        try {
            digits = new String(PrivateFiles.read(keyFile), StandardCharsets.ISO_8859_1).strip();
        } catch (IllegalStateException e) {
            throw usage("--key-file: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw usage("--key-file: cannot read " + keyFile);
        }
        if (!KEY.matcher(digits).matches()) {
            throw usage("--key-file " + keyFile + ": expected 64 hex digits (32 bytes) and nothing else");
        }
        return Optional.of(new RenditionKey(HexFormat.of().parseHex(digits)));
    }

    /**
     * The scope of a document, by the document's id. Dates, too, move by other numbers of days in other scopes: else two texts
     * that have no name in common could be joined by them.
     *
     * @throws CommandLine.ParameterException if a scope is empty or the locale is no language tag
     */
    Function<String, RenditionScope> scopes() {
        if (scope.isEmpty()) {
            throw usage("--scope must not be empty");
        }
        if (subject != null && subject.isEmpty()) {
            throw usage("--subject must not be empty");
        }
        Locale parsed = locale();
        int year = LocalDate.now(ZoneOffset.UTC).getYear();
        return id -> new RenditionScope(scope, scope + '\n' + (subject == null ? id : subject), parsed, year);
    }

    private Locale locale() {
        try {
            Locale parsed = new Locale.Builder().setLanguageTag(locale).build();
            if (!parsed.getLanguage().isEmpty()) {
                return parsed;
            }
        } catch (IllformedLocaleException e) {
            // said below
        }
        throw usage("--locale " + locale + ": expected a language tag such as en-US or de-DE (BCP 47)");
    }

    private <E extends Enum<E>> E constant(Class<E> type, String name, String kind) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> usage("--action: there is no " + kind + " " + name + "; expected one of "
                        + Arrays.toString(type.getEnumConstants())));
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
