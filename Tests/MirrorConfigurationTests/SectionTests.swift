// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct PlatformSectionTests {
    @Test(
        arguments: [
            (
                "channels: [{name: a, type: ocpp}]",
                "isc.yaml:3:48: error: the channel type `ocpp` is not known | did you mean `ocp`? there are `ocp`, `okd`"
            ),
            (
                "channels: [{name: a, type: rhel}]",
                "isc.yaml:3:48: error: the channel type `rhel` is not known | there are `ocp`, `okd`"
            ),
            (
                "channels: [{name: a, minVersion: 4.x}]",
                "isc.yaml:3:54: error: `minVersion` is not valid: `4.x`: expected three numbers as in 4.16.3"
            ),
            (
                "channels: [{name: a, maxVersion: v4.16.0}]",
                "isc.yaml:3:54: error: `maxVersion` is not valid: `v4.16.0`: leave out the `v`, as in 4.16.3"
                    + " | write `4.16.0`"
            ),
            (
                "channels: [{name: a, minVersion: 4.17.0, maxVersion: 4.17.0-rc.1}]",
                "isc.yaml:3:54: error: the minVersion 4.17.0 is higher than the maxVersion 4.17.0-rc.1"
                    + " | the maxVersion is on line 3; exchange the two"
            ),
            (
                "channels: [{name: a}, {name: b}, {name: a, type: okd}]",
                "isc.yaml:3:61: error: the channel `a` is here for the second time"
                    + " | it is also on line 3; keep one of the two"
            ),
            (
                "platforms: [{os: linux, architecture: x86_64}]",
                "isc.yaml:3:59: warning: images use another name for the architecture `x86_64` | write `amd64`"
            ),
            (
                "release: quay.io/openshift-release-dev/ocp-release",
                "isc.yaml:3:30: error: `quay.io/openshift-release-dev/ocp-release` has neither a tag nor a digest"
                    + " | write `quay.io/openshift-release-dev/ocp-release:latest` if that is meant,"
                    + " or a digest as in `quay.io/openshift-release-dev/ocp-release@sha256:…`"
            ),
            (
                "release: oci://release",
                "isc.yaml:3:30: error: a release is read from a registry, not from a directory"
                    + " | write the reference that `oc adm release info` shows"
            ),
            (
                "release: q.io/a:b, channels: [{name: a}]",
                "isc.yaml:3:40: warning: `channels` has no effect beside `release` | remove one of the two"
            ),
            (
                "architectures: [amd64], platforms: [{os: linux, architecture: amd64}]",
                "isc.yaml:3:21: error: `architectures` and `platforms` exclude each other | keep `platforms`"
            ),
        ]
    )
    func saysWhatIsWrongWithIt(platform: String, finding: String) {
        #expect(findings("mirror: {platform: {\(platform)}}") == [finding])
    }

    @Test(arguments: [("x86_64", "amd64"), ("aarch64", "arm64"), ("ppc64", "ppc64le"), ("ARM64", "arm64")])
    func namesTheArchitectureThatWasMeant(written: String, meant: String) {
        #expect(
            findings("mirror: {platform: {architectures: [\(written)]}}").last
                == "isc.yaml:3:37: error: there are no releases for the architecture `\(written)`"
                + " | did you mean `\(meant)`? there are `amd64`, `arm64`, `ppc64le`, `s390x`, `multi`"
        )
    }
}

@Suite struct OperatorSectionTests {
    @Test(
        arguments: [
            (
                "catalog: a.io/b",
                "isc.yaml:3:32: error: `a.io/b` has neither a tag nor a digest"
                    + " | write `a.io/b:latest` if that is meant, or a digest as in `a.io/b@sha256:…`"
            ),
            (
                "catalog: a.io/B:c",
                "isc.yaml:3:32: error: `a.io/B:c` is not an image reference: `B` has upper-case letters, names are lower case"
                    + " | write `registry/repository:tag`, `registry/repository@sha256:…` or `oci://directory`"
            ),
            (
                "catalog: 'file://a'",
                "isc.yaml:3:32: error: `file://a` is not an image reference:"
                    + " the transport `file://` is not one of docker:// and oci://"
                    + " | write `registry/repository:tag`, `registry/repository@sha256:…` or `oci://directory`"
            ),
            (
                "catalog: a.io/b:c, targetCatalog: 'x/Y'",
                "isc.yaml:3:57: error: `targetCatalog` is not valid: `x/Y`: `Y` has upper-case letters, names are lower case"
            ),
            (
                "catalog: a.io/b:c, targetCatalog: 'x//y'",
                "isc.yaml:3:57: error: `targetCatalog` is not valid: `x//y`: a part between slashes is empty"
            ),
            (
                "catalog: a.io/b:c, targetTag: 'x:y'",
                "isc.yaml:3:53: error: `targetTag` is not valid: `x:y`: the tag `x:y` has a character other than"
                    + " letters, digits, `.`, `_` and `-` | write `targetTag: \"y\"`"
            ),
            (
                "catalog: a.io/b:c}, {catalog: 'docker://a.io/b:c'",
                "isc.yaml:3:53: error: the catalog `a.io/b:c` is listed twice for the same place at the target,"
                    + " `b:c`"
                    + " | it is also on line 3; write the packages of both below one,"
                    + " or give one a `targetTag` or `targetCatalog` of its own"
            ),
            (
                "catalog: a.io/b:c, targetTag: d}, {catalog: a.io/e:f, targetCatalog: b, targetTag: d",
                "isc.yaml:3:67: error: the catalogs `a.io/b:c` and `a.io/e:f` would both go to"
                    + " `b:d` at the target"
                    + " | the other is on line 3; remove one of the two,"
                    + " or give one a `targetTag` or `targetCatalog` of its own"
            ),
            (
                "catalog: a.io/b:c, packages: [{name: d}, {name: d}]",
                "isc.yaml:3:71: error: the package `d` is here for the second time"
                    + " | it is also on line 3; keep one of the two"
            ),
            (
                "catalog: a.io/b:c, packages: [{name: d, channels: [{name: e}, {name: e}]}]",
                "isc.yaml:3:92: error: the channel `e` is here for the second time"
                    + " | it is also on line 3; keep one of the two"
            ),
            (
                "catalog: a.io/b:c, packages: [{name: d, minVersion: '1.x'}]",
                "isc.yaml:3:75: error: `minVersion` is not valid: `1.x`: expected a number in place of `x`, as in 4.16.3"
            ),
            (
                "catalog: a.io/b:c, packages: [{name: d, minVersion: '2', maxVersion: '1.9'}]",
                "isc.yaml:3:75: error: the minVersion 2 is higher than the maxVersion 1.9"
                    + " | the maxVersion is on line 3; exchange the two"
            ),
            (
                "catalog: a.io/b:c, packages: [{name: d, minVersion: '2', channels: [{name: e, maxVersion: '3'}]}]",
                "isc.yaml:3:113: error: both the package and its channel have bounds for versions"
                    + " | keep the bounds of the package or those of its channels"
            ),
            (
                "catalog: a.io/b:c, full: true, packages: [{name: d, minVersion: '2'}]",
                "isc.yaml:3:87: error: a catalog with `full: true` has bounds for versions"
                    + " | remove `full`, or the bounds"
            ),
            (
                "catalog: a.io/b:c, packages: [{name: d, bundles: [{name: e}], channels: [{name: f}]}]",
                "isc.yaml:3:63: error: `bundles` cannot be combined with `channels`, versions or `full`"
                    + " | keep either `bundles` or the other fields"
            ),
        ]
    )
    func saysWhatIsWrongWithIt(catalog: String, finding: String) {
        #expect(findings("mirror: {operators: [{\(catalog)}]}") == [finding])
    }

    @Test func takesAPackageRangeForChannelsWithoutOne() {
        #expect(
            findings(
                "mirror: {operators: [{catalog: a.io/b:c, packages: [{name: d, minVersion: '2', channels: [{name: e}]}]}]}"
            ).isEmpty
        )
    }

    @Test func takesOneCatalogUnderTwoTags() {
        #expect(findings("mirror: {operators: [{catalog: a.io/b:c}, {catalog: a.io/b:d}]}").isEmpty)
    }
}

@Suite struct ImageSectionTests {
    @Test(
        arguments: [
            (
                "additionalImages: [{name: nginx:1.25}]",
                "isc.yaml:3:36: warning: `nginx:1.25` names no registry, so `docker.io/library/nginx:1.25` is taken"
                    + " | write the registry in front, as in `docker.io/library/nginx:1.25`"
            ),
            (
                "additionalImages: [{name: 'a.io/b@sha256:12'}]",
                "isc.yaml:3:36: error: `a.io/b@sha256:12` is not an image reference: after the `@`, digest `sha256:12`:"
                    + " found 2 hexadecimal digits, expected 64"
                    + " | write `registry/repository:tag`, `registry/repository@sha256:…` or `oci://directory`"
            ),
            (
                "additionalImages: [{name: a.io/b:c, targetRepo: -x}]",
                "isc.yaml:3:58: error: `targetRepo` is not valid: `-x`: `-x` does not begin with a letter or a digit"
            ),
            (
                "additionalImages: [{name: a.io/b:c}, {name: 'docker://a.io/b:c'}]",
                "isc.yaml:3:54: warning: the image `a.io/b:c` is here for the second time"
                    + " | it is also on line 3; keep one of the two"
            ),
            (
                "additionalImages: [{name: a.io/b:c, platforms: [{os: linux, architecture: ''}]}]",
                "isc.yaml:3:84: error: the `architecture` of the platform is empty"
            ),
            (
                "blockedImages: [{name: '*.io/a'}]",
                "isc.yaml:3:33: error: `*.io/a` is not a regular expression: no argument for repetition operator: *"
                    + " | patterns are read as RE2; put `\\` before a character that is meant as itself"
            ),
            (
                "helm: {repositories: [{name: a, url: charts.example}]}",
                "isc.yaml:3:47: error: `charts.example` is not the address of a chart repository"
                    + " | write an address that begins with https://, http:// or oci://"
            ),
            (
                "helm: {repositories: [{name: a, url: https://a.example}, {name: a, url: https://b.example}]}",
                "isc.yaml:3:74: error: the repository `a` is here for the second time"
                    + " | it is also on line 3; keep one of the two"
            ),
        ]
    )
    func saysWhatIsWrongWithIt(section: String, finding: String) {
        #expect(findings("mirror: {\(section)}") == [finding])
    }

    @Test func takesOneImageToTwoPlaces() {
        #expect(
            findings("mirror: {additionalImages: [{name: a.io/b:c}, {name: a.io/b:c, targetTag: d}]}").isEmpty
        )
    }
}
