// SPDX-License-Identifier: Apache-2.0

#include "Walk.h"

#include <algorithm>
#include <cstring>
#include <utility>

using namespace simdjson;

namespace {

// The schemas whose documents are kept as they are.
constexpr std::string_view kept_schemas[] = {"olm.package", "olm.channel", "olm.deprecations"};

// The types of a bundle's properties that are kept with their values.
constexpr std::string_view kept_properties[] = {
    "olm.package", "olm.package.required", "olm.gvk", "olm.gvk.required", "olm.constraint",
};
// Of this one, only the name is kept.
constexpr std::string_view metadata_property = "olm.csv.metadata";

// The fields of a document that mean something here.
constexpr std::string_view known_fields[] = {"schema", "package", "name", "image", "relatedImages", "properties"};

template <size_t count> bool contains(const std::string_view (&list)[count], std::string_view text) {
    return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

csimdjson_text c_text(std::string_view text) { return {text.data(), text.size()}; }

} // namespace

struct csimdjson_parser : Walk {
    bool summarize(csimdjson_text text, csimdjson_summary *summary);
    bool validate(csimdjson_text text);

private:
    bool find_schema(ondemand::object &object);
    bool read_fields(ondemand::object &object);
    bool read_field(std::string_view key, ondemand::value value);
    void reduce();

    // What is kept of a bundle.
    bool related_images(ondemand::value value);
    bool properties(ondemand::value value);
    bool property(ondemand::object object, const char *start, const std::string &name);
    bool property_value(std::string_view type, ondemand::value value, const std::string &name);
    bool metadata(ondemand::value value, const std::string &name);
    void keep(std::string_view type, std::string_view value);

    bool is_bundle = false;
    std::string schema, package, name, image;
    std::string_view raw_schema, raw_package, raw_name, raw_image, raw_related_images;
    // The properties that are kept, without the brackets around them.
    std::string kept;
    std::string reduced;
};

// MARK: The top level

bool csimdjson_parser::validate(csimdjson_text text) {
    refuses_duplicates = false;
    return check_all(text);
}

bool csimdjson_parser::summarize(csimdjson_text text, csimdjson_summary *summary) {
    ondemand::object object;
    refuses_duplicates = true;
    if (!begin(text, object) || !find_schema(object)) return false;
    is_bundle = schema == "olm.bundle";
    const bool is_whole = contains(kept_schemas, schema);
    if (is_whole && !check_all(text)) return false;
    if (!begin_again(object) || !read_fields(object)) return false;
    if (!is_whole) reduce();
    *summary = {c_text(schema), c_text(package), c_text(name), is_whole ? text : c_text(reduced)};
    return true;
}

// The schema decides what the other fields mean, and mostly stands before them.
bool csimdjson_parser::find_schema(ondemand::object &object) {
    ondemand::value value;
    const auto error = object.find_field_unordered("schema").get(value);
    if (error == NO_SUCH_FIELD) return fail(bytes.data(), "expected a field `schema`");
    if (error) return fail(error);
    if (!string(value, "schema", raw_schema, schema)) return false;
    return !schema.empty() || fail(raw_schema.data(), "expected a name as `schema`");
}

bool csimdjson_parser::read_fields(ondemand::object &object) {
    package.clear(), name.clear(), image.clear(), kept.clear();
    raw_package = raw_name = raw_image = raw_related_images = {};
    bool seen[std::size(known_fields)] = {};
    for (auto each : object) {
        const char *place;
        std::string_view key;
        ondemand::value value;
        if (!field(each, place, key, value)) return false;
        const auto known = std::find(std::begin(known_fields), std::end(known_fields), key);
        if (known == std::end(known_fields)) continue;
        if (std::exchange(seen[known - std::begin(known_fields)], true)) return twice(place, key);
        if (!read_field(*known, value)) return false;
    }
    return true;
}

bool csimdjson_parser::read_field(std::string_view key, ondemand::value value) {
    if (is_null(value)) return true;
    if (key == "schema") return string(value, "schema", raw_schema, schema);
    if (key == "package") return string(value, "package", raw_package, package);
    if (key == "name") return string(value, "name", raw_name, name);
    if (!is_bundle) return true;
    if (key == "image") return string(value, "image", raw_image, image);
    return key == "properties" ? properties(value) : related_images(value);
}

// Puts together what is kept.
void csimdjson_parser::reduce() {
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
    if (!kept.empty()) add("properties", "[" + kept + "]");
    reduced += "}";
}

// MARK: What is kept of a bundle

bool csimdjson_parser::related_images(ondemand::value value) {
    const char *start = start_of(value);
    ondemand::array images;
    if (!list(value, "relatedImages", images)) return false;
    size_t index = 0;
    for (auto each : images) {
        ondemand::value element;
        if (auto error = std::move(each).get(element)) return fail(error);
        if (!check_object(element, "relatedImages[" + std::to_string(index++) + "]", {"name", "image"}, 3)) {
            return false;
        }
    }
    return end_of_value(start, raw_related_images);
}

bool csimdjson_parser::properties(ondemand::value value) {
    ondemand::array list_of_properties;
    if (!list(value, "properties", list_of_properties)) return false;
    size_t index = 0;
    for (auto each : list_of_properties) {
        ondemand::value element;
        if (auto error = std::move(each).get(element)) return fail(error);
        const std::string name = "properties[" + std::to_string(index++) + "]";
        const char *start = start_of(element);
        ondemand::object members;
        if (!object(element, name, members) || !property(members, start, name)) return false;
    }
    return true;
}

// The type decides what the value means, and mostly stands before it.
bool csimdjson_parser::property(ondemand::object object, const char *start, const std::string &name) {
    std::string type;
    bool has_type = false, has_value = false, is_done = false;
    for (auto each : object) {
        const char *place;
        std::string_view key;
        ondemand::value value;
        if (!field(each, place, key, value)) return false;
        if (key == "type") {
            if (std::exchange(has_type, true)) return twice(place, key);
            std::string_view raw;
            if (!string(value, name + ".type", raw, type)) return false;
        } else if (key == "value") {
            if (std::exchange(has_value, true)) return twice(place, key);
            is_done = has_type;
            if (is_done && !property_value(type, value, name + ".value")) return false;
        }
    }
    if (!has_type) return fail(start, "expected a field `type` in `" + name + "`");
    if (is_done || (!contains(kept_properties, type) && type != metadata_property)) return true;
    if (!has_value) return fail(start, "expected a field `value` in `" + name + "`");
    // It stood before the type, and nothing of it was read yet.
    if (auto error = object.reset().error()) return fail(error);
    for (auto each : object) {
        ondemand::field field;
        if (auto error = std::move(each).get(field)) return fail(error);
        if (std::strncmp(field.key().raw(), "value\"", 6) != 0) continue;
        return property_value(type, field.value(), name + ".value");
    }
    return fail(start, "expected a field `value` in `" + name + "`, written without escapes");
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
    if (type != "olm.constraint") {
        keep(type, raw);
        return true;
    }
    // As a text, because its form is for others to know.
    std::string text = "{\"json\":\"";
    for (const char byte : raw) {
        if (byte == '"' || byte == '\\') text += '\\';
        // Between the tokens, blanks of any kind are the same.
        text += byte == '\n' || byte == '\r' || byte == '\t' ? ' ' : byte;
    }
    keep(type, text + "\"}");
    return true;
}

bool csimdjson_parser::metadata(ondemand::value value, const std::string &name) {
    ondemand::object members;
    if (!object(value, name, members)) return false;
    bool is_known = false;
    for (auto each : members) {
        const char *place;
        std::string_view key;
        ondemand::value member;
        if (!field(each, place, key, member)) return false;
        if (key != "displayName") continue;
        if (std::exchange(is_known, true)) return twice(place, key);
        if (is_null(member)) continue;
        std::string text;
        std::string_view raw;
        if (!string(member, name + ".displayName", raw, text)) return false;
        keep(metadata_property, "{\"displayName\":" + std::string(raw) + "}");
    }
    return true;
}

void csimdjson_parser::keep(std::string_view type, std::string_view value) {
    kept += kept.empty() ? "{\"type\":\"" : ",{\"type\":\"";
    (kept += type) += "\",\"value\":";
    (kept += value) += "}";
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
