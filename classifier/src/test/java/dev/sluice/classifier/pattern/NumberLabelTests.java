package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.FindingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One line an example in {@code labels-found.csv} and {@code labels-passed.csv}; all invented. */
final class NumberLabelTests {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "labels-found.csv", delimiter = ';', quoteCharacter = '`', maxCharsPerColumn = 2000)
    void findsWhatTheLabelNames(FindingType type, String marked) {
        String text = marked.replace("\\n", "\n");
        int start = text.indexOf('«');
        int end = text.indexOf('»') - 1;
        String plain = text.replace("«", "").replace("»", "");
        assertThat(Found.in(plain))
                .as("%s in %s", type, plain)
                .anyMatch(finding -> finding.type() == type
                        && finding.start() <= start + 1
                        && finding.end() >= end
                        && finding.start() >= start - 2
                        && finding.end() <= end + 1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "labels-passed.csv", delimiter = ';', quoteCharacter = '`', maxCharsPerColumn = 2000)
    void passesWhatOnlyLooksAlike(FindingType type, String text) {
        String plain = text.replace("\\n", "\n");
        assertThat(Found.in(plain)).as("%s in %s", type, plain).noneMatch(finding -> finding.type() == type);
    }

    @Test
    void aNumberWithoutItsLabelIsNone() {
        for (String text : new String[] {"4471 9920", "282804471", "270058", "04735665"}) {
            assertThat(Found.in("x " + text + " y")).as(text).isEmpty();
        }
    }
}
