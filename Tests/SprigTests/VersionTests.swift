// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct VersionTests {
    @Test(
        arguments: [
            (#"{{ semver "1.2.3" }}"#, "1.2.3"),
            (#"{{ semver "v1" }}"#, "1.0.0"),
            (#"{{ semver "1.2.3-a+b" }}"#, "1.2.3-a+b"),
            (#"{{ (semver "v1.2").Original }}"#, "v1.2"),
            (#"{{ (semver "1.2.3").Major | add 1 }}"#, "2"),
            (#"{{ (semver "1.2.3").String | printf "%q" }}"#, #""1.2.3""#),
            (#"{{ semver "1.2.3" | quote }}"#, #""1.2.3""#),
            (#"{{ printf "%s %v" (semver "1.2") (semver "2") }}"#, "1.2.0 2.0.0"),
            (#"{{ semver "1.2.3" | toString | len }}"#, "5"),
            (#"{{ (semver "1.2.3").Compare (semver "1.2.4") }}"#, "-1"),
            (#"{{ (semver "1.2.3").Equal (semver "v1.2.3+x") }}"#, "true"),
            (#"{{ (semver "1.2.3").LessThan (semver "1.3") }}"#, "true"),
            (#"{{ (semver "1.2.3").GreaterThan (semver "1.2.3-a") }}"#, "true"),
            (
                #"{{ $v := semver "1.2.3-a" }}{{ $v.IncPatch }} {{ $v.IncMinor }} {{ $v.IncMajor }}"#,
                "1.2.3 1.3.0 2.0.0"
            ), (#"{{ (semver "v1.2.3").IncMajor.Original }}"#, "v2.0.0"),
            (#"{{ (semver "1.2.3").SetPrerelease "rc.1" }}"#, "1.2.3-rc.1"),
            (#"{{ (semver "1.2.3-a").SetMetadata "m" }}"#, "1.2.3-a+m"),
            (#"{{ (semver "1.2.3").IncPatch.Patch }}"#, "4"),
            (#"{{ if (semver "1.0.0").Prerelease }}a{{ else }}b{{ end }}"#, "b"),
            (#"{{ semver "1.2" | toJson }}"#, #""1.2.0""#),
            (#"{{ join "," (list (semver "1.2") (semver "3")) }}"#, "1.2.0,3.0.0"),
            (#"{{ semverCompare ">=1.2" "1.3.0" }}"#, "true"),
            (#"{{ semverCompare "!=1.2.3" "1.2.4-rc.1" }}"#, "true"),
            (
                #"{{ printf "%d %t" (semver "1.2.3") (semver "2.0.0-a+b").IncMajor }}"#,
                "&{1 2 3 %!d(string=) %!d(string=) %!d(string=1.2.3)} "
                    + "{%!t(uint64=3) %!t(uint64=0) %!t(uint64=0) %!t(string=) %!t(string=) %!t(string=3.0.0)}"
            ),
            (#"{{ semverCompare "^1.2.0" "v1.9" }}"#, "true"),
            (#"{{ semverCompare "~1.2.0 || >3" "3.5.1" }}"#, "false"),
            (#"{{ semverCompare "*" "1.0.0-a" }}"#, "false"),
            (#"{{ if semverCompare "<1.19-0" "v1.18.20-eks-1" }}old{{ end }}"#, "old"),
        ]
    )
    func areValues(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ semver "x" }}"#, "error calling semver: Invalid Semantic Version"),
            (#"{{ semver "1.2.3-01" }}"#, "error calling semver: Version segment starts with 0"),
            (
                #"{{ semver "99999999999999999999" }}"#,
                "error calling semver: Error parsing version segment: "
                    + #"strconv.ParseUint: parsing "99999999999999999999": value out of range"#
            ), (#"{{ semverCompare "y" "1" }}"#, "error calling semverCompare: improper constraint: y"),
            (#"{{ semverCompare "1" "x" }}"#, "error calling semverCompare: Invalid Semantic Version"),
            (#"{{ semverCompare ">=1 ||" "1" }}"#, "error calling semverCompare: improper constraint: "),
            (
                #"{{ (semver "1.2.3").SetPrerelease "01" }}"#,
                "error calling SetPrerelease: Version segment starts with 0"
            ), (#"{{ (semver "1.2.3").SetMetadata "_" }}"#, "error calling SetMetadata: Invalid Metadata string"),
            (#"{{ (semver "1.2.3").Nope }}"#, "can't evaluate field Nope in type *semver.Version"),
        ]
    )
    func fail(template: String, message: String) { #expect(Rendering.text(template).hasSuffix(message)) }
}
