package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which published form and check digits a value has: the schemes of {@link NumberSchemes}, and Luhn and its like for cards,
 * bank accounts and vehicles.
 *
 * <p>Inside the module only.
 */
public final class AppliedChecks {
    private static final Map<FindingType, Checksum> BY_TYPE = Map.of(
            FindingType.CARD, Checksum.LUHN,
            FindingType.IBAN, Checksum.IBAN,
            FindingType.ROUTING_NUMBER, Checksum.ROUTING,
            FindingType.VEHICLE, Checksum.VIN);

    /**
     * One of them.
     *
     * @param name the scheme's name in docs/recognizers.md, or that of a check in docs/custom-recognizers.md
     * @param passed whether the value passes; one that does not was found by the words around it
     */
    public record Applied(String name, boolean passed) {}

    private AppliedChecks() {}

    /** Those that a built-in recognizer's finding was held to, in the order of their names; none for most types. */
    public static List<Applied> of(Finding finding, String source) {
        NormalText value = NormalText.of(source, finding.start(), finding.end());
        List<Applied> applied = new ArrayList<>();
        for (NumberScheme scheme : NumberSchemes.ALL) {
            if (scheme.type() == finding.type() && accepts(scheme, value)) {
                applied.add(new Applied(scheme.name(), true));
            }
        }
        Checksum check = BY_TYPE.get(finding.type());
        if (check != null && applied.isEmpty()) {
            applied.add(of(check, value.slice(0, value.length())));
        }
        return List.copyOf(applied);
    }

    /** How a value stands to one check. */
    public static Applied of(Checksum check, String value) {
        return new Applied(check.name().toLowerCase(Locale.ROOT), check.accepts(value));
    }

    private static boolean accepts(NumberScheme scheme, NormalText value) {
        for (NumberForm form : scheme.forms()) {
            for (int anchor = 0; anchor < value.length(); anchor++) {
                NumberForm.Written written = form.at(value, anchor);
                if (written != null
                        && written.start() == 0
                        && written.end() == value.length()
                        && scheme.accepts(written.value())) {
                    return true;
                }
            }
        }
        return false;
    }
}
