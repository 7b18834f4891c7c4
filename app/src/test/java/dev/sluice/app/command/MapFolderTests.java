package dev.sluice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapFolderTests {
    @ParameterizedTest
    @CsvSource({
        "letter-7,letter-7.map",
        "a.b_C,a.b_C.map",
        "..,%2E..map",
        ".hidden,%2Ehidden.map",
        "../../x,%2E.%2F..%2Fx.map",
        "a b,a%20b.map",
        "50%,50%25.map",
        "é,%C3%A9.map"
    })
    void plainCharactersStayAndAllOthersAreEscaped(String id, String name) {
        assertThat(MapFolder.name(id)).isEqualTo(name);
    }

    @Test
    void noTwoIdsHaveOneNameAndNoneIsAPathOrTooLong() {
        long seed = new Random().nextLong();
        System.out.println("MapFolderTests seed " + seed);
        Random random = new Random(seed);
        List<String> parts = List.of("a", "A", ".", "/", "%", "2F", "~", "\\", "\n", "\0", "é", "\uD83D\uDE00", " ");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder id = new StringBuilder();
            int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 6);
            for (int at = 0; at < length; at++) {
                id.append(parts.get(random.nextInt(parts.size())));
            }
            ids.add(id.toString());
        }
        Set<String> names = new HashSet<>();
        for (String id : ids) {
            String name = MapFolder.name(id);
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(name).matches("[A-Za-z0-9_%~-][A-Za-z0-9._%~-]*\\.map").hasSizeLessThan(170);
        }
    }
}
