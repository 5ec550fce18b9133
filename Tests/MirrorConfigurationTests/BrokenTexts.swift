// SPDX-License-Identifier: Apache-2.0

/// What people really do to a configuration: each text has one accident, or a few of a kind.
///
/// A text without a header gets one, so that its first line is line 3.
enum BrokenTexts {
    static let all = characters + templates + surroundings + structure + values + places

    static let characters: [(title: String, text: String)] = [
        ("no-break space behind a colon", "mirror:\n  additionalImages:\n    - name:\u{a0}quay.io/a/b:c\n"),
        ("no-break spaces as indentation", "mirror:\n\u{a0}\u{a0}operators:\n\u{a0}\u{a0}- catalog: a.io/b:c\n"),
        ("zero-width space in a name", "mirror:\n  platform:\n    channels:\n      - name: stable\u{200b}-4.16\n"),
        ("zero-width space behind a value", "mirror:\n  platform:\n    channels:\n      - name: stable-4.16\u{200b}\n"),
        ("zero-width space before a field", "mirror:\n  \u{200b}operators: []\n  additionalImages: []\n"),
        ("byte order mark in the middle", "\u{feff}mirror:\n  operators: []\n"),
        ("curly quotes", "mirror:\n  additionalImages:\n    - name: “quay.io/a/b:c”\n      targetTag: ‘9’\n"),
        ("a curly quote in a value", "mirror:\n  blockedImages:\n    - name: it’s\n"),
        ("en dash in a channel", "mirror:\n  platform:\n    channels:\n      - name: stable–4.16\n"),
        ("en dash as a list's dash", "mirror:\n  additionalImages:\n    – name: quay.io/a/b:c\n"),
        ("full-width colon", "mirror：\n  operators: []\n"),
        ("tab as indentation", "mirror:\n\toperators: []\n"),
        ("tab below a value", "mirror:\n  platform:\n    graph: true\n\tkubeVirtContainer: true\n"),
        ("tab behind a dash", "mirror:\n  additionalImages:\n    -\tname: quay.io/a/b\n"),
        ("characters in comments", "mirror: # “x”\u{a0}–\n  operators: [] #\u{a0}\n  # {{ x }} <y> TODO ...\n"),
        ("Windows line ends", "mirror:\r\n  additionalImages:\r\n    - name: quay.io/a/b:c\r\n"),
    ]

    static let templates: [(title: String, text: String)] = [
        ("Jinja", "mirror:\n  platform:\n    channels:\n      - name: {{ channel }}\n        minVersion: \"{{ min }}\"\n"),
        ("Jinja in a value", "mirror:\n  operators:\n    - catalog: a.io/b:v{{ version }}\n      packages: []\n"),
        ("Jinja statements", "{% if x %}\nmirror:\n  operators: []\n{% endif %}\n"),
        ("a line of Jinja", "mirror:\n  operators:\n    {{ operators | to_nice_yaml }}\n  helm: 1\n"),
        ("angle brackets", "mirror:\n  additionalImages:\n    - name: quay.io/a/b@sha256:<digest>\n    - name: <image>\n"),
        ("braces", "mirror:\n  operators:\n    - catalog: a.io/b:v{VERSION}\n      packages:\n        - name: {package}\n"),
        ("shell variables", "mirror:\n  platform:\n    release: $RELEASE\n    channels:\n      - name: ${CHANNEL}\n"),
        ("an ellipsis as a value", "mirror:\n  platform:\n    channels:\n      - name: ...\n      - …\n"),
        ("an ellipsis on a line", "mirror:\n  platform:\n    graph: true\n  ...\n"),
        ("reminders", "mirror:\n  additionalImages:\n    - name: TODO\n    - name: quay.io/a/b:CHANGEME\n"),
        ("other marks", "mirror:\n  additionalImages:\n    - name: quay.io/a/@NAME@:__TAG__\n    - name: %IMAGE%\n"),
        ("patterns are no templates", "mirror:\n  blockedImages:\n    - name: '^a.{2,3}\\p{Greek}(?P<x>y)z$'\n"),
    ]

    static let surroundings: [(title: String, text: String)] = [
        ("Markdown fences", "```yaml\n\(header)mirror:\n  operators: []\n```\n"),
        ("a here-document", "cat > isc.yaml <<EOF\n\(header)mirror:\n  operators: []\nEOF\n"),
        (
            "a merge conflict",
            "\(header)mirror:\n<<<<<<< HEAD\n  operators: []\n=======\n  platform: {}\n>>>>>>> other\n"
        ),
        (
            "a ConfigMap",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: isc}\ndata:\n  isc.yaml: |\n    kind: ImageSetConfiguration\n"
        ),
        (
            "a List of ConfigMaps",
            "apiVersion: v1\nkind: List\nitems:\n- kind: ConfigMap\n  data:\n    isc: |\n      kind: ImageSetConfiguration\n"
        ),
        ("a List", "apiVersion: v1\nkind: List\nitems:\n- kind: ImageSetConfiguration\n"),
        ("an empty List", "apiVersion: v1\nkind: List\nitems: []\n"),
        ("a list", "- kind: ImageSetConfiguration\n  mirror: {}\n"),
        ("a key above", "isc:\n  kind: ImageSetConfiguration\n  mirror: {}\n"),
        ("what a cluster adds", "\(header)metadata: {name: a}\nspec:\n  mirror: {}\nstatus: {}\n"),
        ("another kind", "apiVersion: v1\nkind: Pod\nspec: {}\n"),
        ("a separator at the end", "\(header)mirror:\n  operators: []\n---\n"),
        ("a separator and an end", "---\n\(header)mirror:\n  operators: []\n...\n---\n# nothing\n"),
        ("two documents", "---\n\(header)mirror:\n  operators: [1]\n---\n\(header)mirror: {}\n"),
        ("text behind the end", "\(header)mirror:\n  operators: []\n...\nmirror: {}\n"),
        ("no text", "# only a comment\n"), ("only separators", "---\n---\n"),
        ("prose", "Please mirror everything.\n"),
    ]

    static let structure: [(title: String, text: String)] = [
        ("a list below a catalog", "mirror:\n  operators:\n    - catalog: a.io/b:c\n      - package: x\n"),
        ("a list deeper below a catalog", "mirror:\n  operators:\n    - catalog: a.io/b:c\n        - package: x\n"),
        ("a package as catalog", "mirror:\n  operators:\n    - package: x\n"),
        ("one space too many", "delete:\n  operators:\n    - catalog: a.io/b:c\n       full: true\n"),
        ("one space too few", "mirror:\n  operators:\n    - catalog: a.io/b:c\n     full: true\n"),
        ("fields below a value", "mirror:\n  platform: false\n    graph: true\n"),
        ("a list without its dash", "mirror:\n  platform:\n    channels:\n      name: stable-4.16\n      minVersion: 4.16\n"),
        ("a field among dashes", "mirror:\n  operators:\n  - catalog: a.io/b:c\n  packages: []\n"),
        ("a dash among fields", "mirror:\n  platform:\n    graph: true\n    - name: x\n"),
        ("a dash where none belongs", "mirror:\n  platform:\n    - channels: []\n      graph: maybe\n"),
        ("no blank behind a colon", "mirror:\n  platform:\n    graph:true\n    channels: []\n"),
        ("no blank behind the last colon", "mirror:\n  platform:\n    graph: true\n    channels:[]\n"),
        ("no blank behind a dash", "mirror:\n  additionalImages:\n    -name: quay.io/a/b:c\n"),
        ("no blank behind a second dash", "mirror:\n  additionalImages:\n    - name: quay.io/a/b:c\n    -name: quay.io/d\n"),
        ("no blank in an element", "mirror:\n  additionalImages:\n    - name:quay.io/a/b:c\n"),
        ("a line without a colon", "mirror:\n  platform\n    graph: true\n"),
        ("a line without a colon in between", "mirror:\n  platform:\n    graph: true\n    channels\n    full: true\n"),
        ("an address of IPv6", "mirror:\n  additionalImages:\n    - name: [::1]:5000/a/b:c\n"),
        ("a longer address of IPv6", "mirror:\n  additionalImages:\n    - name: [2001:db8::1]:5000/a/b:c\n"),
        ("a colon in a value", "mirror:\n  additionalImages:\n    - name: quay.io/a/b: c\n"),
        ("an open quote", "mirror:\n  additionalImages:\n    - name: \"quay.io/a/b:c\n    - name: d\n"),
        ("text behind a quote", "mirror:\n  additionalImages:\n    - name: \"quay.io\"/a/b:c\n"),
        ("a quote in quotes", "mirror:\n  blockedImages:\n    - name: 'it's'\n"),
        ("an open bracket", "mirror:\n  platform:\n    architectures: [amd64, arm64\n    graph: true\n"),
        ("a closing bracket", "mirror:\n  operators: ]\n"),
        ("a pattern that begins with a star", "mirror:\n  blockedImages:\n    - name: *beta\n    - name: *.x\n"),
        ("a pattern in double quotes", "mirror:\n  blockedImages:\n    - name: \"quay\\.io\"\n"),
        ("a backtick", "mirror:\n  blockedImages:\n    - name: `a`\n"),
        ("a list beside its key", "mirror:\n  operators: - catalog: a.io/b:c\n"),
        ("the first line indented", "  apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\n"),
        ("a tag", "mirror:\n  additionalImages:\n    - name: !Ref image\n    - name: !x!y z\n"),
        ("a directive", "%FOO bar\n---\nmirror: {}\n"),
    ]

    static let values: [(title: String, text: String)] = [
        (
            "versions as numbers",
            "mirror:\n  platform:\n    channels:\n      - {name: a, minVersion: 4.8, maxVersion: 4.10}\n      - name: 4.16\n"
        ),
        ("versions of two numbers", "mirror:\n  platform:\n    channels:\n      - {name: a, minVersion: '4.8', maxVersion: v4.9.1}\n"),
        (
            "versions of operators as numbers",
            "mirror:\n  operators:\n    - catalog: a.io/b:c\n      packages: [{name: d, minVersion: 1.10}]\n"
        ),
        ("a release as a number", "mirror:\n  platform:\n    release: 4.16\n"),
        ("a release as a version", "mirror:\n  platform:\n    release: 4.16.3\n"),
        ("booleans as text", "mirror:\n  platform:\n    graph: \"true\"\n    kubeVirtContainer: 'no'\n"),
        ("booleans as anything", "mirror:\n  platform:\n    graph: 1\n    kubeVirtContainer: enabled\n"),
        ("booleans of YAML 1.1", "mirror:\n  platform:\n    graph: yes\n    kubeVirtContainer: True\n    channels: [{name: on}]\n"),
        ("strings for lists", "mirror:\n  operators: a.io/b:c\n  platform:\n    channels: stable-4.16\n    architectures: amd64\n"),
        ("strings for elements", "mirror:\n  additionalImages: [quay.io/a/b:c]\n  platform: {channels: [stable-4.16]}\n"),
        ("empty elements", "mirror:\n  operators:\n    -\n  additionalImages:\n    - \n"),
        ("empty lists", "mirror:\n  operators:\n  additionalImages:\n  platform:\n  helm:\n  blockedImages:\n"),
        ("helm that asks for nothing", "mirror:\n  helm: {}\n"),
        ("helm with empty lists", "mirror:\n  helm:\n    repositories: []\n    local: []\n"),
        ("helm without lists", "mirror:\n  helm:\n    repositories:\n    local:\n"),
        ("helm and other mistakes", "mirror:\n  helm:\n    local: [{path: a.tgz}]\n  operators: [1]\n"),
        ("no archiveSize", "archiveSize: 0\nmirror:\n  operators: []\n"),
        ("archiveSize with a unit", "archiveSize: 4GiB\nmirror:\n  operators: []\n"),
        ("archiveSize in quotes", "archiveSize: \"4\"\nmirror:\n  operators: []\n"),
        ("targetCatalog with a tag", catalog("targetCatalog: mine/index:v4.16")),
        ("targetCatalog with a registry", catalog("targetCatalog: registry.example.com/mine/index")),
        ("targetCatalog with a port", catalog("targetCatalog: registry:5000/mine/index")),
        ("targetCatalog with all", catalog("targetCatalog: docker://registry.example.com:5000/mine/index:4.10")),
        ("targetCatalog with a digest", catalog("targetCatalog: mine/index@sha256:1234")),
        ("targetCatalog with slashes", catalog("targetCatalog: /mine/index/")),
        ("targetCatalog with a version", catalog("targetCatalog: v4.16/mine")),
        ("targetTag with a repository", catalog("targetTag: mine/index:4.10")),
        (
            "targetRepo with a registry and a tag",
            "mirror:\n  additionalImages:\n    - name: a.io/b:c\n      targetRepo: d.io:443/e:f\n"
        ),
        ("a reference out of a browser", "mirror:\n  additionalImages:\n    - name: https://quay.io/a/b:c\n"),
        ("a reference with blanks", "mirror:\n  additionalImages:\n    - name: 'quay.io/a/b:c '\n"),
        ("a reference with nothing behind the @", "mirror:\n  additionalImages:\n    - name: quay.io/a/b@\n"),
    ]

    static let places: [(title: String, text: String)] = [
        ("sections without mirror", "platform:\n  graph: true\noperators: []\n"),
        ("sections beside mirror", "mirror:\nplatform:\n  graph: true\n"),
        ("archiveSize in mirror", "mirror:\n  archiveSize: 4\n  operators: []\n"),
        ("packages in mirror", "mirror:\n  operators: []\n  packages: []\n"),
        ("channels in mirror", "mirror:\n  channels: []\n  operators: []\n"),
        ("full in a package", catalog("packages: [{name: d, full: true, headsOnly: false}]")),
        ("headsOnly", "mirror:\n  platform: {channels: [{name: a, headsOnly: true}]}\n  operators: [{catalog: a.io/b:c, headsOnly: false}]\n"),
        ("names of other fields", "mirror:\n  operators: [{name: a.io/b:c}]\n  additionalImages: [{image: a.io/b:c}]\n"),
        ("package for name", catalog("packages: [{package: d}]")),
        ("anchors beside the sections", "x-images: &a [{name: a.io/b:c}]\nmirror:\n  additionalImages: *a\n"),
        (
            "anchors and merge keys",
            "mirror:\n  platform:\n    channels:\n      - &a {name: a, full: true}\n      - {<<: *a, name: b}\n      - {<<: *c}\n"
        ),
        (
            "catalogs at one place",
            "mirror:\n  operators:\n    - {catalog: a.io/b:v1, targetCatalog: x}\n    - {catalog: c.io/d:v1, targetCatalog: x}\n"
        ),
        ("catalogs of two registries", "mirror:\n  operators:\n    - catalog: a.io/b:v1\n    - catalog: c.io/b:v1\n"),
        ("one catalog twice", "mirror:\n  operators:\n    - catalog: a.io/b:v1\n    - catalog: a.io/b:v1\n"),
        ("keys twice", "mirror:\n  operators: []\n  operators: []\nmirror: {}\n"),
    ]

    /// A configuration with one catalog that has these fields too.
    private static func catalog(_ fields: String) -> String {
        "mirror:\n  operators:\n    - catalog: a.io/b:c\n      \(fields)\n"
    }
}
