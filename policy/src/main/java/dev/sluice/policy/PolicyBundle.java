package dev.sluice.policy;

import dev.sluice.classifier.Category;
import dev.sluice.classifier.custom.CustomRules;
import dev.sluice.policy.models.Organisation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Policies, endpoints, routing, prompt templates, custom recognizers and their test cases: loaded whole or not at all.
 * Immutable; the digest in every decision is over the canonical form of all files.
 */
public final class PolicyBundle {
    private static final String UNKNOWN = "unknown";

    private final BundleHead head;
    private final BundleFiles files;
    private final String digest;
    private final CedarPolicies policies;
    private final EndpointCatalog catalog;
    private final RoutingTable routing;
    private final Map<String, PromptTemplate> templates;
    private final BundleCases cases;
    private final CustomRules rules;

    private PolicyBundle(
            BundleHead head,
            BundleFiles files,
            CedarPolicies policies,
            EndpointCatalog catalog,
            RoutingTable routing,
            Map<String, PromptTemplate> templates,
            BundleCases cases,
            CustomRules rules) {
        this.head = head;
        this.files = files;
        this.digest = files.digest();
        this.policies = policies;
        this.catalog = catalog;
        this.routing = routing;
        this.templates = Map.copyOf(templates);
        this.cases = cases;
        this.rules = rules;
    }

    /**
     * Loads a bundle from a folder.
     *
     * @throws PolicyBundleException if anything is wrong with it, naming file, line and what to write instead
     */
    public static PolicyBundle load(Path dir) {
        Problems problems = new Problems();
        return read(BundleFiles.read(dir, problems), problems);
    }

    /** As {@link #load}, from the texts of its files, as {@link #files} gives them. */
    public static PolicyBundle of(Map<String, String> files) {
        Problems problems = new Problems();
        return read(BundleFiles.of(files, problems), problems);
    }

    /** The bundle that ships with Sluice and decides where none is named. */
    public static PolicyBundle installedDefault() {
        return installed("default");
    }

    /** The names of the bundles that ship with Sluice. */
    public static List<String> installedNames() {
        return BundleFiles.INSTALLED;
    }

    /**
     * A bundle that ships with Sluice.
     *
     * @param name one of {@link #installedNames}
     */
    public static PolicyBundle installed(String name) {
        Problems problems = new Problems();
        return read(BundleFiles.installed(name, problems), problems);
    }

    /** What is wrong with a bundle, its test cases included; empty means fit for use. */
    public static List<BundleProblem> check(Path dir) {
        try {
            return load(dir).check();
        } catch (PolicyBundleException e) {
            return e.problems();
        }
    }

    /** As {@link #check(Path)} for the bundle that ships with Sluice. */
    public static List<BundleProblem> checkInstalledDefault() {
        try {
            return installedDefault().check();
        } catch (PolicyBundleException e) {
            return e.problems();
        }
    }

    /** Runs the test cases of this bundle: what came out otherwise than expected. */
    public List<BundleProblem> check() {
        return cases.run(this);
    }

    private static PolicyBundle read(BundleFiles files, Problems problems) {
        problems.throwIfAny();
        Optional<BundleHead> head = problems.collect(() -> BundleHead.read(files));
        Optional<CedarPolicies> policies = problems.collect(() -> CedarPolicies.read(files, problems));
        Optional<EndpointCatalog> catalog = problems.collectWhole(() ->
                EndpointsFile.read(files, head.map(BundleHead::organisation).orElse(Organisation.UNKNOWN), problems));
        Optional<RoutingTable> routing =
                catalog.flatMap(known -> problems.collectWhole(() -> RoutingTable.read(files, known, problems)));
        Map<String, PromptTemplate> templates = routing.map(
                        known -> PromptTemplate.read(files, known.tasks(), problems))
                .orElse(Map.of());
        Optional<BundleCases> cases =
                routing.flatMap(known -> problems.collect(() -> BundleCases.read(files, known.tasks(), problems)));
        Optional<CustomRules> rules = problems.collectWhole(() -> CustomRulesFiles.read(files, problems));
        problems.throwIfAny();
        return new PolicyBundle(
                head.orElseThrow(),
                files,
                policies.orElseThrow(),
                catalog.orElseThrow(),
                routing.orElseThrow(),
                templates,
                cases.orElseThrow(),
                rules.orElseThrow());
    }

    /**
     * This bundle with something behind its slots. The digest stays; what fills a slot is in the endpoint's own.
     *
     * @throws IllegalArgumentException if a name is not a slot of this bundle, or a slot without a default model gets
     *     none
     */
    public PolicyBundle fill(Map<String, SlotFill> fills) {
        Set<String> slots = new HashSet<>();
        catalog.endpoints().stream().filter(Endpoint::slot).forEach(slot -> slots.add(slot.id()));
        for (String id : fills.keySet()) {
            if (!slots.contains(id)) {
                throw new IllegalArgumentException("the bundle " + name() + " declares no such slot; it has " + slots);
            }
        }
        return new PolicyBundle(head, files, policies, catalog.fill(fills), routing, templates, cases, rules);
    }

    /**
     * This bundle with its slots filled as they were when something was decided. What filled a slot that this bundle does not
     * have is left out, and a slot of which nothing is known is empty.
     *
     * @throws IllegalArgumentException if a model that was behind a slot may not be there by this bundle
     */
    public PolicyBundle recall(List<DecisionInputs.Filled> endpoints) {
        return new PolicyBundle(head, files, policies, catalog.recall(endpoints), routing, templates, cases, rules);
    }

    /** Its name. */
    public String name() {
        return head.name();
    }

    /** Its version. */
    public String version() {
        return head.version();
    }

    /** Who wrote it. */
    public String author() {
        return head.author();
    }

    /** Categories of which it says that no document that has one goes to a third party; {@code PHI} is always one. */
    public Set<Category> neverOutside() {
        return head.neverOutside();
    }

    /** SHA-256 over the canonical form of all its files, lower-case hex. */
    public String digest() {
        return digest;
    }

    /** The texts of its files by their path inside it, with line ends as LF: what the digest is over. */
    public SortedMap<String, String> files() {
        return Collections.unmodifiableSortedMap(files.texts());
    }

    /** What it adds to the built-in detectors: recognizers, word lists and allow entries, whose examples hold. */
    public CustomRules customRules() {
        return rules;
    }

    /** Its endpoints, with its slots as they are filled. */
    public EndpointCatalog catalog() {
        return catalog;
    }

    /** The tasks that it knows. */
    public Set<String> tasks() {
        return routing.tasks();
    }

    /**
     * The same declarations in no other words than the bundle's own: a task, purpose, jurisdiction or residency that it
     * does not know is {@code unknown}, and so counts as it did before. What an upstream system wrote is not kept.
     */
    public Declarations inKnownWords(Declarations declared) {
        return new Declarations(
                declared.tenant(),
                tasks().contains(declared.task()) ? declared.task() : UNKNOWN,
                known("Purpose", declared.purpose()),
                known("Jurisdiction", declared.jurisdiction()),
                Residency.of(declared.residency(), policies.vocabulary()).satisfiable()
                        ? declared.residency()
                        : UNKNOWN,
                declared.minSensitivity(),
                declared.deadline(),
                declared.maxCost());
    }

    private String known(String type, String word) {
        return word.isBlank() || policies.vocabulary().knows(type, word.strip().toUpperCase(Locale.ROOT))
                ? word
                : UNKNOWN;
    }

    /**
     * The policies for which a person looks at the document before any model does: those with the obligation that
     * determined whether it may leave, who may have it, or that one endpoint may not.
     *
     * @param decision one under this bundle
     * @return their ids, sorted; empty where nobody is asked
     */
    public SortedSet<String> asking(Decision decision) {
        Set<String> determining = new HashSet<>(decision.policies());
        decision.candidates().stream()
                .filter(candidate -> !candidate.permitted())
                .forEach(candidate -> determining.addAll(candidate.policies()));
        return policies.rules().stream()
                .filter(rule -> rule.asksPerson() && determining.contains(rule.id()))
                .map(PolicyRule::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its policies, by file and line, with their texts. */
    public List<PolicyRule> rules() {
        return policies.rules();
    }

    /**
     * The prompt template of a task.
     *
     * @throws IllegalArgumentException if the bundle has no such task
     */
    public PromptTemplate template(String task) {
        PromptTemplate template = templates.get(task);
        if (template == null) {
            throw new IllegalArgumentException("the bundle " + name() + " has no such task; it has " + tasks());
        }
        return template;
    }

    /** What of it somebody should look at again on a day: none of it changes a decision by itself. */
    public List<Reminder> reminders(LocalDate on) {
        return Reminders.of(catalog, routing, on);
    }

    /** The day on which its own cases are asked. */
    public LocalDate day() {
        return cases.date();
    }

    /** Its policies, to be asked. */
    public CedarPolicies policies() {
        return policies;
    }

    /** Which tier a task has, and who is preferred in a tier. */
    public RoutingTable routing() {
        return routing;
    }
}
