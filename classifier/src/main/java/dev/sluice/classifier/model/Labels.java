package dev.sluice.classifier.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The labels of the model's logits: {@code O} for outside, {@code B-} and {@code I-} before a type for its first and its other words. */
final class Labels {
    private final List<String> names;
    private final Set<EntityType> types = EnumSet.noneOf(EntityType.class);
    private final int[] begin = new int[EntityType.values().length];
    private final int[] inside = new int[EntityType.values().length];

    private Labels(List<String> names) {
        this.names = List.copyOf(names);
        for (String name : names) {
            if (name.equals("O")) {
                continue;
            }
            if (!name.startsWith("B-") && !name.startsWith("I-")) {
                throw new ModelUnavailableException("model.json: expected O, B-… and I-… as labels");
            }
            EntityType type = type(name.substring(2));
            types.add(type);
            begin[type.ordinal()] = names.indexOf("B-" + type);
            inside[type.ordinal()] = names.indexOf("I-" + type);
            if (begin[type.ordinal()] < 0 || inside[type.ordinal()] < 0) {
                throw new ModelUnavailableException("model.json: expected B-" + type + " and I-" + type + " as labels");
            }
        }
    }

    /**
     * The labels of these names, which differ.
     *
     * @throws ModelUnavailableException if {@code O} or one label of a pair is missing, or a name is unknown
     */
    static Labels of(List<String> names) {
        if (!names.contains("O") || names.size() < 3) {
            throw new ModelUnavailableException("model.json: expected O and at least one type among the labels");
        }
        return new Labels(names);
    }

    /**
     * The type that a label names.
     *
     * @throws ModelUnavailableException if there is none of this name
     */
    static EntityType type(String name) {
        for (EntityType type : EntityType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new ModelUnavailableException(
                "model.json: expected types of " + List.of(EntityType.values()) + ", found another");
    }

    int count() {
        return names.size();
    }

    Set<EntityType> types() {
        return types;
    }

    /** Index of the label for the first word of an entity. */
    int begin(EntityType type) {
        return begin[type.ordinal()];
    }

    /** Index of the label for an entity's other words. */
    int inside(EntityType type) {
        return inside[type.ordinal()];
    }
}
