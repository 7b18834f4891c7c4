package dev.sluice.audit;

import dev.sluice.audit.VerificationReport.ProblemKind;
import dev.sluice.audit.VerifierTables.LeafRow;
import dev.sluice.audit.verify.MerkleTree;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the leaves, from the first to the last, forty tiles at a time: every body is hashed again, compared
 * with its leaf and its tile, and added to a tree that is computed from nothing stored. Where one of them was
 * changed, the tree goes on with what the others say, so that the rest is still checked.
 */
final class LeafPass {
    private static final int PAGE = 40 * GrowingTree.TILE_WIDTH;

    private final VerifierTables tables;
    private final Problems problems;
    private final GrowingTree tree = new GrowingTree();
    private final Optional<Tile> edge;
    private Map<Long, Tile> tiles = new HashMap<>();
    private long hashed;

    LeafPass(VerifierTables tables, Problems problems, List<Tile> edge) {
        this.tables = tables;
        this.problems = problems;
        this.edge = edge.stream().filter(tile -> tile.level() == 0).findFirst();
    }

    /** Bodies that were hashed. */
    long hashed() {
        return hashed;
    }

    GrowingTree tree() {
        return tree;
    }

    /**
     * Goes up to the given leaf, and calls back with the tree after each page's leaf at which somebody wants the root.
     *
     * @return whether the tree could be computed to the end
     */
    boolean run(long end, Function<Long, List<Long>> stopsAfter, Consumer<GrowingTree> atStop) {
        for (long from = 0; from < end; from += PAGE) {
            long to = Math.min(end, from + PAGE);
            Map<Long, LeafRow> rows =
                    tables.leaves(from, to).stream().collect(Collectors.toMap(LeafRow::index, Function.identity()));
            tiles = tables.tiles(0, from / GrowingTree.TILE_WIDTH, 1 + (to - 1) / GrowingTree.TILE_WIDTH).stream()
                    .collect(Collectors.toMap(Tile::index, Function.identity()));
            List<Long> stops = stopsAfter.apply(from);
            int next = 0;
            for (long index = from; index < to; index++) {
                byte[] hash = hash(index, rows.get(index));
                if (hash == null) {
                    return false;
                }
                tree.append(hash, this::compare);
                if (next < stops.size() && stops.get(next) == tree.size()) {
                    atStop.accept(tree);
                    next++;
                }
            }
        }
        return true;
    }

    /** How far from a start one call of {@code stopsAfter} has to look. */
    static long pageEnd(long from) {
        return from + PAGE;
    }

    private byte @Nullable [] hash(long index, @Nullable LeafRow row) {
        byte[] inTile = inTile(index);
        if (row == null) {
            problems.add(
                    ProblemKind.LEAF_MISSING,
                    index,
                    null,
                    inTile == null
                            ? "there is no leaf " + index + ", and no tile that has it: the tree ends here"
                            : "there is no leaf " + index);
            return inTile;
        }
        byte[] hash = row.hash();
        if (row.body() == null || row.columns() == null) {
            problems.add(
                    ProblemKind.EVENT_MISSING, index, row.eventId(), "leaf " + index + " has no event: it was deleted");
        } else {
            hashed++;
            if (!MessageDigest.isEqual(MerkleTree.leafHash(row.body()), hash)) {
                problems.add(
                        ProblemKind.BODY_EDITED,
                        index,
                        row.eventId(),
                        "the body of leaf " + index + " is not the one that was logged");
            } else if (!row.columns().agreeWith(row.body())
                    || !row.columns().eventId().equals(row.eventId())) {
                problems.add(
                        ProblemKind.COLUMN_EDITED,
                        index,
                        row.eventId(),
                        "a column of leaf " + index + " says something else than its body");
            }
        }
        if (inTile != null && !MessageDigest.isEqual(inTile, hash)) {
            problems.add(
                    ProblemKind.LEAF_DIFFERS_FROM_TILE,
                    index,
                    row.eventId(),
                    "leaf " + index + " has another hash than its tile");
        }
        return hash;
    }

    private byte @Nullable [] inTile(long index) {
        Tile tile = tiles.get(index / GrowingTree.TILE_WIDTH);
        if (tile == null) {
            tile = edge.filter(partial -> partial.index() == index / GrowingTree.TILE_WIDTH)
                    .orElse(null);
        }
        int position = (int) (index % GrowingTree.TILE_WIDTH);
        return tile == null || tile.width() <= position ? null : tile.hash(position);
    }

    /** A full tile as computed against the stored one; the leaves of level 0 have been compared one by one. */
    private void compare(Tile computed) {
        Optional<Tile> stored = computed.level() == 0
                ? Optional.ofNullable(tiles.get(computed.index()))
                : tables.tiles(computed.level(), computed.index(), computed.index() + 1).stream()
                        .findFirst();
        String name = "tile " + computed.level() + "/" + computed.index();
        if (stored.isEmpty()) {
            problems.add(ProblemKind.TILE_EDITED, name + " is missing");
        } else if (computed.level() > 0 && !MessageDigest.isEqual(stored.get().hashes(), computed.hashes())) {
            problems.add(ProblemKind.TILE_EDITED, name + " is not what the tiles below it give");
        }
    }
}
