// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Testing

@Suite struct FieldTests {
    @Test(
        arguments: [
            (
                "mirror: {opertors: []}",
                "isc.yaml:3:10: error: unknown field `opertors` | did you mean `operators`? the fields here are"
                    + " `platform`, `operators`, `additionalImages`, `helm`, `blockedImages`, `samples`"
            ),
            (
                "mirror: {platform: {channels: [{name: a, minVerison: 4.16.0}]}}",
                "isc.yaml:3:42: error: unknown field `minVerison` | did you mean `minVersion`? the fields here are"
                    + " `name`, `type`, `minVersion`, `maxVersion`, `shortestPath`, `full`"
            ),
            (
                "mirror: {blockedImages: [{name: a, because: x}]}",
                "isc.yaml:3:36: error: unknown field `because` | the fields here are `name`"
            ),
            (
                "storageConfig: {}\nmirror: {operators: []}",
                "isc.yaml:3:1: error: unknown field `storageConfig` | remove it: v2 keeps its state elsewhere"
            ),
            (
                "mirror: {operators: [{catalog: a.io/b:c, targetName: d}]}",
                "isc.yaml:3:42: error: unknown field `targetName`"
                    + " | v2 has `targetCatalog`, for the whole path of the repository"
            ),
            (
                "mirror: {operators: [{catalog: a.io/b:c, packages: [{name: d, minBundle: e}]}]}",
                "isc.yaml:3:63: error: unknown field `minBundle`"
                    + " | v2 has `minVersion`, for the version of that bundle"
            ),
        ]
    )
    func refusesAnUnknownField(body: String, finding: String) {
        #expect(findings(body) == [finding])
    }

    @Test func takesAFieldInTheWrongCaseWithAWarning() throws {
        let body = "mirror: {Platform: {channels: [{name: a, minversion: 4.16.0}]}}"
        #expect(
            findings(body) == [
                "isc.yaml:3:10: warning: `Platform` is read as `platform` | write `platform`",
                "isc.yaml:3:42: warning: `minversion` is read as `minVersion` | write `minVersion`",
            ]
        )
        #expect(try configuration(body).mirror.platform?.channels[0].minVersion?.value.description == "4.16.0")
    }

    @Test func refusesAFieldInTwoCases() {
        #expect(
            findings("mirror: {blockedImages: [{Name: a, name: b}]}") == [
                "isc.yaml:3:27: error: the field `name` is here for the second time, as `Name`"
                    + " | it is also on line 3, column 36; keep one of the two"
            ]
        )
    }

    @Test(
        arguments: [
            ("mirror: {operators: {}}", "isc.yaml:3:21: error: `operators` must be a list, found a mapping"),
            (
                "mirror: {operators: [a]}",
                "isc.yaml:3:22: error: `operators[]` must be a mapping, found the string `a` | the fields here are `catalog`, "
                    + "`full`, `targetCatalog`, `targetTag`, `targetCatalogSourceTemplate`, `skipDependencies`, "
                    + "`platforms`, `packages`"
            ),
            (
                "mirror: {additionalImages: [a.io/b:c]}",
                "isc.yaml:3:29: error: `additionalImages[]` must be a mapping, found the string `a.io/b:c`"
                    + " | write `name: a.io/b:c`"
            ),
            (
                "mirror: {platform: yes}",
                "isc.yaml:3:20: error: `platform` must be a mapping, found `yes`, which YAML reads as the boolean true"
                    + " | the fields here are `graph`, `channels`, `architectures`, `platforms`, `release`, "
                    + "`kubeVirtContainer`"
            ),
            (
                "mirror: {platform: {graph: 'true'}}",
                "isc.yaml:3:28: error: `graph` must be true or false, found the string `true`"
                    + " | remove the quotes: `graph: true`"
            ),
            ("mirror: {blockedImages: [{name: [a]}]}", "isc.yaml:3:33: error: `name` must be a string, found a list"),
            (
                "mirror: {blockedImages: [{name: !own a}]}",
                "isc.yaml:3:33: error: `name` must be a string, found `a` with the tag `!own` | remove the tag"
            ),
            (
                "mirror: {platform: {channels: [{name: 4.16}]}}",
                "isc.yaml:3:39: error: `name` must be a string, found the number 4.16"
                    + " | write the channel's name, such as `stable-4.16`"
            ),
            (
                "mirror: {platform: {channels: [{name: a, minVersion: 4.14}]}}",
                "isc.yaml:3:54: error: `minVersion` must be a string, found the number 4.14 | write `4.14.0`"
            ),
            (
                "mirror: {additionalImages: [{name: a.io/b:c, targetTag: 9}]}",
                "isc.yaml:3:57: error: `targetTag` must be a string, found the number 9 | quote it: \"9\""
            ),
            (
                "mirror: {platform: {channels: [{name: on}]}}",
                "isc.yaml:3:39: error: `name` must be a string, found `on`, which YAML reads as the boolean true"
                    + " | quote it: \"on\""
            ),
        ]
    )
    func refusesAValueOfTheWrongType(body: String, finding: String) {
        #expect(findings(body) == [finding])
    }

    @Test(
        arguments: [
            ("additionalImages: [{targetTag: a}]", "3:29", "image", "name"),
            ("operators: [{full: true}]", "3:22", "element of `operators`", "catalog"),
            ("operators: [{catalog: a.io/b:c, packages: [{}]}]", "3:53", "package", "name"),
            ("operators: [{catalog: a.io/b:c, packages: [{name: a, channels: [{}]}]}]", "3:74", "channel", "name"),
            ("operators: [{catalog: a.io/b:c, packages: [{name: a, bundles: [{}]}]}]", "3:73", "bundle", "name"),
            ("platform: {channels: [{full: true}]}", "3:32", "channel", "name"),
            ("platform: {platforms: [{os: linux}]}", "3:33", "platform", "architecture"),
            ("platform: {platforms: [{architecture: arm64}]}", "3:33", "platform", "os"),
            ("blockedImages: [{}]", "3:26", "blocked image", "name"),
            ("helm: {repositories: [{name: a}]}", "3:32", "repository", "url"),
            ("helm: {repositories: [{url: https://a.example}]}", "3:32", "repository", "name"),
            ("helm: {repositories: [{name: a, url: https://a.example, charts: [{}]}]}", "3:75", "chart", "name"),
            ("helm: {local: [{name: a}]}", "3:25", "chart", "path"),
        ]
    )
    func refusesWhatLacksItsName(section: String, place: String, subject: String, field: String) {
        #expect(
            findings("mirror: {\(section)}") == [
                "isc.yaml:\(place): error: the \(subject) has no `\(field)` | add `\(field):` with a value"
            ]
        )
    }

    @Test(
        arguments: [
            ("additionalImages: [{name: ''}]", "3:36", "image", "name"),
            ("operators: [{catalog: ' '}]", "3:32", "element of `operators`", "catalog"),
            ("platform: {channels: [{name: \"\\t\"}]}", "3:39", "channel", "name"),
            ("platform: {platforms: [{os: '', architecture: arm64}]}", "3:38", "platform", "os"),
            ("blockedImages: [{name: ''}]", "3:33", "blocked image", "name"),
        ]
    )
    func refusesAnEmptyName(section: String, place: String, subject: String, field: String) {
        #expect(
            findings("mirror: {\(section)}") == ["isc.yaml:\(place): error: the `\(field)` of the \(subject) is empty"]
        )
    }
}
