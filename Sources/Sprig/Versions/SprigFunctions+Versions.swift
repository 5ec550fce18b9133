// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import SemanticVersions

/// Versions.
extension SprigFunctions {
    var versionFunctions: [String: Function] {
        [
            "semver": Function([.string], result: VersionObject.pointer) {
                .object(VersionObject(try version($0[0].text), isPointer: true))
            },
            "semverCompare": Function([.string, .string], result: .bool) { arguments in
                let constraint: VersionConstraint
                do throws(SemanticVersionError) {
                    constraint = try VersionConstraint(arguments[0].text.string)
                } catch {
                    throw FunctionError(Text(error.description))
                }
                return .bool(constraint.allows(try version(arguments[1].text)))
            },
        ]
    }
}

private func version(_ text: Text) throws(FunctionError) -> SemanticVersion {
    do {
        return try SemanticVersion(text.string)
    } catch {
        throw FunctionError(Text(error.description))
    }
}

/// A version as a value, with the methods that templates may call.
final class VersionObject: Object {
    static let pointer = GoType.named("*semver.Version", .ptr)
    static let structure = GoType.named("semver.Version", .struct)

    let version: SemanticVersion
    let type: GoType

    /// Makes the value; only what is read is a pointer for Go, what is made out of other versions is not.
    init(_ version: SemanticVersion, isPointer: Bool) {
        self.version = version
        type = isPointer ? Self.pointer : Self.structure
    }

    var description: Text? { Text(version.description) }
    var underlying: Underlying {
        let numbers = [("major", version.major), ("minor", version.minor), ("patch", version.patch)]
        let texts = [("pre", version.prerelease), ("metadata", version.metadata), ("original", version.original)]
        return .fields(
            numbers.map { ($0, .integer(Int64(bitPattern: $1), .uint64)) } + texts.map { ($0, .text($1)) }
        )
    }
    var json: Underlying { .value(.text(version.description)) }

    func equals(_ other: any Object) -> Bool {
        guard let other = other as? VersionObject else { return false }
        return type == other.type && version == other.version && version.original == other.version.original
            && version.metadata == other.version.metadata
    }

    func method(_ name: String) -> Function? { partMethods[name] ?? comparisonMethods[name] ?? changeMethods[name] }

    private var partMethods: [String: Function] {
        let version = version
        let numbers = ["Major": version.major, "Minor": version.minor, "Patch": version.patch]
        let texts = [
            "Prerelease": version.prerelease, "Metadata": version.metadata, "Original": version.original,
            "String": version.description,
        ]
        return numbers.mapValues { number in
            Function([], result: .integer(.uint64)) { _ in .integer(Int64(bitPattern: number), .uint64) }
        }.merging(texts.mapValues { text in Function([], result: .string) { _ in .text(text) } }) { $1 }
    }

    private var comparisonMethods: [String: Function] {
        let version = version
        let compare = { (arguments: [Value]) in
            guard let other = arguments[0].version else { throw FunctionError.nilPointer }
            return version.compare(to: other)
        }
        return [
            "Compare": Function([Self.pointer], result: .whole) { .int(try compare($0)) },
            "Equal": Function([Self.pointer], result: .bool) { .bool(try compare($0) == 0) },
            "LessThan": Function([Self.pointer], result: .bool) { .bool(try compare($0) < 0) },
            "GreaterThan": Function([Self.pointer], result: .bool) { .bool(try compare($0) > 0) },
        ]
    }

    private var changeMethods: [String: Function] {
        let version = version
        let next = ["IncMajor": version.nextMajor, "IncMinor": version.nextMinor, "IncPatch": version.nextPatch]
        var methods = next.mapValues { next in
            Function([], result: Self.structure) { _ in .object(VersionObject(next, isPointer: false)) }
        }
        methods["SetPrerelease"] = Function([.string], result: Self.structure) { arguments in
            do throws(SemanticVersionError) {
                return .object(VersionObject(try version.with(prerelease: arguments[0].text.string), isPointer: false))
            } catch {
                throw FunctionError(Text(error.description))
            }
        }
        methods["SetMetadata"] = Function([.string], result: Self.structure) { arguments in
            do throws(SemanticVersionError) {
                return .object(VersionObject(try version.with(metadata: arguments[0].text.string), isPointer: false))
            } catch {
                throw FunctionError(Text(error.description))
            }
        }
        return methods
    }
}

extension Value {
    fileprivate var version: SemanticVersion? {
        if case .object(let object) = self { (object as? VersionObject)?.version } else { nil }
    }
}
