// SPDX-License-Identifier: Apache-2.0

#include "CSimdJSON.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace simdjson;

namespace {

// How deep values may lie in each other; the walk goes down with the stack.
constexpr size_t depth_limit = 200;

// The schemas whose documents are kept as they are.
constexpr std::string_view kept_schemas[] = {"olm.package", "olm.channel", "olm.deprecations"};

// The types of a bundle's properties that are kept with their values.
constexpr std::string_view kept_properties[] = {
    "olm.package", "olm.package.required", "olm.gvk", "olm.gvk.required", "olm.constraint",
};
// Of this one, only the name is kept.
constexpr std::string_view metadata_property = "olm.csv.metadata";

template <size_t count> bool contains(const std::string_view (&list)[count], std::string_view text) {
    return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

std::string_view without_blanks_behind(std::string_view text) {
    const size_t last = text.find_last_not_of(" \t\r\n");
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Whether this is a number as JSON writes them (RFC 8259, 6), however large.
bool is_number(std::string_view text) {
    const auto skip_digits = [&text] {
        const size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(count);
        return count;
    };
    const auto skip = [&text](std::string_view set) {
        const bool is_there = !text.empty() && set.find(text.front()) != std::string_view::npos;
        if (is_there) text.remove_prefix(1);
        return is_there;
    };
    skip("-");
    const bool starts_with_zero = !text.empty() && text.front() == '0';
    const size_t whole = skip_digits();
    if (whole == 0 || (starts_with_zero && whole > 1)) return false;
    if (skip(".") && skip_digits() == 0) return false;
    if (skip("eE")) {
        skip("+-");
        if (skip_digits() == 0) return false;
    }
    return text.empty();
}

// What went wrong, and where.
struct Fault {
    const char *place;
    std::string message;
};

} // namespace

// Every step answers whether reading can go on; where it cannot, the fault says why.
struct csimdjson_parser {
    bool summarize(csimdjson_text text, csimdjson_summary *summary);
    bool validate(csimdjson_text text);

    Fault fault;

private:
    using Names = std::vector<std::string_view>;

    // The top level.
    bool begin(csimdjson_text text, ondemand::object &object);
    bool find_schema(ondemand::object &object);
    bool read_field(std::string_view key, ondemand::value value);
    bool check_all(csimdjson_text text);

    // What is kept of a bundle.
    bool related_images(ondemand::value value);
    bool properties(ondemand::value value);
    bool property(ondemand::object object, const std::string &name);
    bool property_value(std::string_view type, ondemand::value value, const std::string &name);
    bool metadata(ondemand::value value, const std::string &name);

    // Any value.
    bool string(ondemand::value value, const std::string &name, std::string_view &raw, std::string &text);
    bool check(ondemand::value value, size_t depth = 2);
    bool check_scalar(ondemand::value value);
    bool check_object(ondemand::value value, const std::string &name, const Names &strings, size_t depth);
    bool end_of_value(const char *start, std::string_view &raw);

    bool fail(const char *place, std::string message);
    bool fail(error_code code);
    bool mismatch(ondemand::value value, const std::string &name, const char *expected);

    ondemand::parser parser;
    ondemand::document document;
    std::string_view bytes;
    // Whether a key that an object has twice is a fault anywhere.
    bool refuses_duplicates = false;

    bool is_bundle = false;
    std::string schema, package, name, image;
    std::string_view raw_schema, raw_package, raw_name, raw_image, raw_related_images;
    // The properties that are kept.
    std::string kept;
    std::string reduced;
};

namespace {

csimdjson_text c_text(std::string_view text) { return {text.data(), text.size()}; }

bool is_null(ondemand::value value) { return without_blanks_behind(value.raw_json_token()) == "null"; }

const char *start_of(ondemand::value value) { return value.raw_json_token().data(); }

} // namespace

bool csimdjson_parser::fail(const char *place, std::string message) {
    fault = {place, std::move(message)};
    return false;
}

bool csimdjson_parser::fail(error_code code) {
    const char *place = bytes.data();
    if (document.current_location().get(place) != SUCCESS) place = bytes.data() + bytes.size() - 1;
    if (place < bytes.data() || place >= bytes.data() + bytes.size()) place = bytes.data();
    return fail(place, std::string("this is not JSON: ") + error_message(code));
}

bool csimdjson_parser::mismatch(ondemand::value value, const std::string &name, const char *expected) {
    return fail(start_of(value), "expected " + std::string(expected) + " as `" + name + "`");
}

// MARK: Any value

bool csimdjson_parser::string(
    ondemand::value value, const std::string &name, std::string_view &raw, std::string &text
) {
    raw = without_blanks_behind(value.raw_json_token());
    if (raw.empty() || raw.front() != '"') return mismatch(value, name, "a string");
    std::string_view unescaped;
    if (auto error = value.get_string().get(unescaped)) return fail(error);
    text = unescaped;
    return true;
}

// Looks at all of a value.
bool csimdjson_parser::check(ondemand::value value, size_t depth) {
    if (depth > depth_limit) {
        return fail(
            start_of(value), "values lie in each other more than " + std::to_string(depth_limit) + " levels deep"
        );
    }
    ondemand::json_type type;
    if (auto error = value.type().get(type)) return fail(error);
    if (type == ondemand::json_type::object) return check_object(value, "", {}, depth);
    if (type != ondemand::json_type::array) return check_scalar(value);
    ondemand::array array;
    if (auto error = value.get_array().get(array)) return fail(error);
    for (auto each : array) {
        ondemand::value element;
        if (auto error = std::move(each).get(element)) return fail(error);
        if (!check(element, depth + 1)) return false;
    }
    return true;
}

bool csimdjson_parser::check_scalar(ondemand::value value) {
    const auto token = without_blanks_behind(value.raw_json_token());
    if (!token.empty() && token.front() == '"') {
        std::string_view text;
        if (auto error = value.get_string().get(text)) return fail(error);
        return true;
    }
    if (token == "null" || token == "true" || token == "false" || is_number(token)) return true;
    return fail(start_of(value), "this is not JSON: expected a value");
}

// Looks at all of an object, of which some fields are strings.
bool csimdjson_parser::check_object(
    ondemand::value value, const std::string &name, const Names &strings, size_t depth
) {
    ondemand::object object;
    const char *start = start_of(value);
    if (auto error = value.get_object().get(object)) {
        return error == INCORRECT_TYPE ? fail(start, "expected an object as `" + name + "`") : fail(error);
    }
    std::vector<std::string> keys;
    for (auto each : object) {
        ondemand::field field;
        if (auto error = std::move(each).get(field)) return fail(error);
        const char *place = field.key().raw() - 1;
        std::string_view key;
        if (auto error = field.unescaped_key().get(key)) return fail(error);
        if (refuses_duplicates) keys.emplace_back(key);
        auto member = field.value();
        if (std::find(strings.begin(), strings.end(), key) != strings.end() && !is_null(member)) {
            if (member.raw_json_token().front() != '"') return mismatch(member, name + "." + std::string(key), "a string");
        }
        if (refuses_duplicates && std::count(keys.begin(), keys.end(), keys.back()) > 1 && keys.size() < 64) {
            return fail(place, "the key `" + keys.back() + "` is here for the second time");
        }
        if (!check(member, depth + 1)) return false;
    }
    if (keys.size() < 64) return true;
    std::sort(keys.begin(), keys.end());
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    return twice == keys.end() || fail(start, "this object has the key `" + *twice + "` twice");
}

// What was written of an object or list that has just been looked at.
bool csimdjson_parser::end_of_value(const char *start, std::string_view &raw) {
    const char *next;
    if (auto error = document.current_location().get(next)) return fail(error);
    raw = without_blanks_behind(std::string_view(start, static_cast<size_t>(next - start)));
    return true;
}

// MARK: The top level

bool csimdjson_parser::begin(csimdjson_text text, ondemand::object &object) {
    bytes = {text.bytes, text.length};
    // Ever longer documents should not each take new memory.
    size_t capacity = 1 << 16;
    while (capacity < text.length) capacity *= 2;
    if (capacity > parser.capacity()) {
        if (auto error = parser.allocate(capacity)) return fail(bytes.data(), error_message(error));
    }
    if (auto error = parser.iterate(text.bytes, text.length, text.length + SIMDJSON_PADDING).get(document)) {
        return fail(bytes.data(), std::string("this is not JSON: ") + error_message(error));
    }
    if (auto error = document.get_object().get(object)) return fail(error);
    return true;
}

// The schema decides what the other fields mean, and mostly stands before them.
bool csimdjson_parser::find_schema(ondemand::object &object) {
    schema.clear();
    raw_schema = {};
    ondemand::value value;
    auto error = object.find_field_unordered("schema").get(value);
    if (error == NO_SUCH_FIELD) return fail(bytes.data(), "expected a field `schema`");
    if (error) return fail(error);
    if (!string(value, "schema", raw_schema, schema)) return false;
    return !schema.empty() || fail(raw_schema.data(), "expected a name as `schema`");
}

bool csimdjson_parser::read_field(std::string_view key, ondemand::value value) {
    if (key == "schema") return string(value, "schema", raw_schema, schema);
    if (is_null(value)) return true;
    if (key == "package") return string(value, "package", raw_package, package);
    if (key == "name") return string(value, "name", raw_name, name);
    if (!is_bundle) return true;
    if (key == "image") return string(value, "image", raw_image, image);
    if (key == "relatedImages") return related_images(value);
    if (key == "properties") return properties(value);
    return true;
}

bool csimdjson_parser::summarize(csimdjson_text text, csimdjson_summary *summary) {
    ondemand::object object;
    refuses_duplicates = true;
    if (!begin(text, object) || !find_schema(object)) return false;
    is_bundle = schema == "olm.bundle";
    const bool is_kept = contains(kept_schemas, schema);
    if (is_kept && !check_all(text)) return false;
    document.rewind();
    if (auto error = document.get_object().get(object)) return fail(error);
    package.clear(), name.clear(), image.clear(), kept.clear();
    raw_package = raw_name = raw_image = raw_related_images = {};
    static constexpr std::string_view keys[] = {"schema", "package", "name", "image", "relatedImages", "properties"};
    bool seen[std::size(keys)] = {};
    for (auto each : object) {
        ondemand::field field;
        if (auto error = std::move(each).get(field)) return fail(error);
        const char *place = field.key().raw() - 1;
        std::string_view key;
        if (auto error = field.unescaped_key().get(key)) return fail(error);
        const auto known = std::find(std::begin(keys), std::end(keys), key);
        if (known == std::end(keys)) continue;
        if (std::exchange(seen[known - std::begin(keys)], true)) {
            return fail(place, "the key `" + std::string(key) + "` is here for the second time");
        }
        if (!read_field(*known, field.value())) return false;
    }
    reduced.clear();
    const auto add = [this](const char *key, std::string_view raw) {
        if (raw.empty()) return;
        reduced += reduced.empty() ? "{\"" : ",\"";
        (reduced += key) += "\":";
        reduced += raw;
    };
    add("schema", raw_schema);
    add("package", raw_package);
    add("name", raw_name);
    add("image", raw_image);
    add("relatedImages", raw_related_images);
    if (!kept.empty()) add("properties", kept + "]");
    reduced += "}";
    *summary = {c_text(schema), c_text(package), c_text(name), is_kept ? text : c_text(reduced)};
    return true;
}

bool csimdjson_parser::validate(csimdjson_text text) {
    refuses_duplicates = false;
    return check_all(text);
}

// Looks at all of a document.
bool csimdjson_parser::check_all(csimdjson_text text) {
    ondemand::object object;
    if (!begin(text, object)) return false;
    std::vector<std::string> keys;
    for (auto each : object) {
        ondemand::field field;
        if (auto error = std::move(each).get(field)) return fail(error);
        const char *place = field.key().raw() - 1;
        std::string_view key;
        if (auto error = field.unescaped_key().get(key)) return fail(error);
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) {
            return fail(place, "the key `" + std::string(key) + "` is here for the second time");
        }
        if (refuses_duplicates && keys.size() < 64) keys.emplace_back(key);
        if (!check(field.value())) return false;
    }
    return true;
}

// MARK: What is kept of a bundle

bool csimdjson_parser::related_images(ondemand::value value) {
    const char *start = start_of(value);
    ondemand::array array;
    if (auto error = value.get_array().get(array)) {
        return error == INCORRECT_TYPE ? fail(start, "expected a list as `relatedImages`") : fail(error);
    }
    size_t index = 0;
    for (auto each : array) {
        ondemand::value element;
        if (auto error = std::move(each).get(element)) return fail(error);
        if (!check_object(element, "relatedImages[" + std::to_string(index++) + "]", {"name", "image"}, 3)) {
            return false;
        }
    }
    return end_of_value(start, raw_related_images);
}

bool csimdjson_parser::properties(ondemand::value value) {
    const char *start = start_of(value);
    ondemand::array array;
    if (auto error = value.get_array().get(array)) {
        return error == INCORRECT_TYPE ? fail(start, "expected a list as `properties`") : fail(error);
    }
    size_t index = 0;
    for (auto each : array) {
        ondemand::value element;
        if (auto error = std::move(each).get(element)) return fail(error);
        const std::string name = "properties[" + std::to_string(index++) + "]";
        ondemand::object object;
        const char *place = start_of(element);
        if (auto error = element.get_object().get(object)) {
            return error == INCORRECT_TYPE ? fail(place, "expected an object as `" + name + "`") : fail(error);
        }
        if (!property(object, name)) return false;
    }
    return true;
}

// The type decides what the value means, and mostly stands before it.
bool csimdjson_parser::property(ondemand::object object, const std::string &name) {
    const char *start = bytes.data();
    if (auto error = document.current_location().get(start)) return fail(error);
    std::string type;
    bool has_type = false, has_value = false, is_done = false;
    for (int round = 0; round < 2 && !is_done; round++) {
        if (round > 0) {
            if (auto error = object.reset().error()) return fail(error);
        }
        for (auto each : object) {
            ondemand::field field;
            if (auto error = std::move(each).get(field)) return fail(error);
            const char *place = field.key().raw() - 1;
            std::string_view key;
            if (auto error = field.unescaped_key().get(key)) return fail(error);
            const bool is_type = key == "type", is_value = key == "value";
            if (round == 0 && ((is_type && has_type) || (is_value && has_value))) {
                return fail(place, "the key `" + std::string(key) + "` is here for the second time");
            }
            if (is_type && round == 0) {
                has_type = true;
                std::string_view raw;
                if (!string(field.value(), name + ".type", raw, type)) return false;
            }
            if (is_value) {
                has_value = true;
                if (has_type && !is_done) {
                    is_done = true;
                    if (!property_value(type, field.value(), name + ".value")) return false;
                }
            }
        }
        if (!has_type) return fail(start, "expected a field `type` in `" + name + "`");
        if (!has_value) {
            return !contains(kept_properties, type) || fail(start, "expected a field `value` in `" + name + "`");
        }
    }
    return true;
}

bool csimdjson_parser::property_value(std::string_view type, ondemand::value value, const std::string &name) {
    if (type == metadata_property) return metadata(value, name);
    if (!contains(kept_properties, type)) return true;
    Names strings;
    if (type == "olm.package") strings = {"packageName", "version"};
    if (type == "olm.package.required") strings = {"packageName", "versionRange"};
    if (type == "olm.gvk" || type == "olm.gvk.required") strings = {"group", "version", "kind"};
    const char *start = start_of(value);
    std::string_view raw;
    if (!check_object(value, name, strings, 5) || !end_of_value(start, raw)) return false;
    kept += kept.empty() ? "[" : ",";
    ((kept += "{\"type\":\"") += type) += "\",\"value\":";
    if (type == "olm.constraint") {
        // As a text, because its form is for others to know.
        kept += "{\"json\":\"";
        for (const char byte : raw) {
            if (byte == '"' || byte == '\\') kept += '\\';
            // Between the tokens, blanks of any kind are the same.
            kept += byte == '\n' || byte == '\r' || byte == '\t' ? ' ' : byte;
        }
        kept += "\"}}";
    } else {
        (kept += raw) += "}";
    }
    return true;
}

bool csimdjson_parser::metadata(ondemand::value value, const std::string &name) {
    ondemand::object object;
    const char *start = start_of(value);
    if (auto error = value.get_object().get(object)) {
        return error == INCORRECT_TYPE ? fail(start, "expected an object as `" + name + "`") : fail(error);
    }
    bool is_known = false;
    for (auto each : object) {
        ondemand::field field;
        if (auto error = std::move(each).get(field)) return fail(error);
        const char *place = field.key().raw() - 1;
        std::string_view key;
        if (auto error = field.unescaped_key().get(key)) return fail(error);
        if (key != "displayName") continue;
        if (std::exchange(is_known, true)) return fail(place, "the key `displayName` is here for the second time");
        if (is_null(field.value())) continue;
        std::string text;
        std::string_view raw;
        if (!string(field.value(), name + ".displayName", raw, text)) return false;
        kept += kept.empty() ? "[" : ",";
        ((kept += "{\"type\":\"") += metadata_property) += "\",\"value\":{\"displayName\":";
        (kept += raw) += "}}";
    }
    return true;
}

// MARK: The face in C

csimdjson_parser *csimdjson_parser_new() noexcept { return new csimdjson_parser; }

void csimdjson_parser_free(csimdjson_parser *parser) noexcept { delete parser; }

namespace {

bool answer(csimdjson_parser *parser, bool is_sound, csimdjson_text document, csimdjson_fault *fault) {
    if (!is_sound) {
        *fault = {static_cast<size_t>(parser->fault.place - document.bytes), c_text(parser->fault.message)};
    }
    return is_sound;
}

} // namespace

bool csimdjson_summarize(
    csimdjson_parser *parser, csimdjson_text document, csimdjson_summary *summary, csimdjson_fault *fault
) noexcept {
    return answer(parser, parser->summarize(document, summary), document, fault);
}

bool csimdjson_validate(csimdjson_parser *parser, csimdjson_text document, csimdjson_fault *fault) noexcept {
    return answer(parser, parser->validate(document), document, fault);
}
