// SPDX-License-Identifier: Apache-2.0

#include "Walk.h"

#include <algorithm>

using namespace simdjson;

namespace {

// How deep values may lie in each other; the walk goes down with the stack.
constexpr size_t depth_limit = 200;

// How many keys of an object are compared with each other one by one.
constexpr size_t key_limit = 64;

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

} // namespace

bool is_null(ondemand::value value) { return without_blanks_behind(value.raw_json_token()) == "null"; }

const char *start_of(ondemand::value value) { return value.raw_json_token().data(); }

// MARK: Faults

bool Walk::fail(const char *place, std::string message) {
    fault = {place, std::move(message)};
    return false;
}

/// What simdjson says of an error, without the name that its code has: `TAPE_ERROR: The JSON …`.
static std::string words(error_code code) {
    std::string text = error_message(code);
    if (const auto colon = text.find(": "); colon != std::string::npos && text.find_first_of("abcdefghijklmnopqrstuvwxyz") > colon)
        text.erase(0, colon + 2);
    if (text.rfind("The JSON", 0) == 0) text[0] = 't';
    return text;
}

bool Walk::fail(error_code code) {
    const char *place = bytes.data();
    if (document.current_location().get(place) != SUCCESS) place = bytes.data() + bytes.size() - 1;
    if (place < bytes.data() || place >= bytes.data() + bytes.size()) place = bytes.data();
    return fail(place, "this is not JSON: " + words(code));
}

bool Walk::mismatch(const char *place, const std::string &name, const char *expected) {
    return fail(place, "expected " + std::string(expected) + " as `" + name + "`");
}

bool Walk::twice(const char *place, std::string_view key) {
    return fail(place, "the key `" + std::string(key) + "` is here for the second time");
}

const char *Walk::first_fault_of_encoding() const {
    for (size_t index = 0; index < bytes.size();) {
        const auto first = static_cast<uint8_t>(bytes[index]);
        const size_t length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (index + length > bytes.size() || !validate_utf8(bytes.data() + index, length)) return bytes.data() + index;
        index += length;
    }
    return bytes.data();
}

// MARK: The document

bool Walk::begin(csimdjson_text text, ondemand::object &object) {
    bytes = {text.bytes, text.length};
    // Ever longer documents should not each take new memory.
    size_t capacity = 1 << 16;
    while (capacity < text.length) capacity *= 2;
    if (capacity > parser.capacity()) {
        if (auto error = parser.allocate(capacity)) return fail(bytes.data(), words(error));
    }
    const auto error = parser.iterate(text.bytes, text.length, text.length + SIMDJSON_PADDING).get(document);
    if (error == UTF8_ERROR) return fail(first_fault_of_encoding(), "this is not UTF-8");
    if (error) return fail(bytes.data(), "this is not JSON: " + words(error));
    if (bytes.front() != '{') return fail(bytes.data(), "expected an object with a field `schema`");
    if (auto error = document.get_object().get(object)) return fail(error);
    return true;
}

bool Walk::begin_again(ondemand::object &object) {
    document.rewind();
    if (auto error = document.get_object().get(object)) return fail(error);
    return true;
}

bool Walk::field(Each each, const char *&place, std::string_view &key, ondemand::value &value) {
    ondemand::field field;
    if (auto error = std::move(each).get(field)) return fail(error);
    place = field.key().raw() - 1;
    if (auto error = field.unescaped_key().get(key)) return fail(error);
    value = field.value();
    return true;
}

bool Walk::check_all(csimdjson_text text) {
    ondemand::object object;
    if (!begin(text, object)) return false;
    std::vector<std::string_view> keys;
    for (auto each : object) {
        const char *place;
        std::string_view key;
        ondemand::value value;
        if (!field(each, place, key, value)) return false;
        if (refuses_duplicates) {
            if (std::find(keys.begin(), keys.end(), key) != keys.end()) return twice(place, key);
            if (keys.size() < key_limit) keys.push_back(key);
        }
        if (!check(value)) return false;
    }
    return true;
}

// MARK: Values

bool Walk::string(ondemand::value value, const std::string &name, std::string_view &raw, std::string &text) {
    raw = without_blanks_behind(value.raw_json_token());
    if (raw.empty() || raw.front() != '"') return mismatch(start_of(value), name, "a string");
    std::string_view unescaped;
    if (auto error = value.get_string().get(unescaped)) return fail(error);
    text = unescaped;
    return true;
}

bool Walk::object(ondemand::value value, const std::string &name, ondemand::object &object) {
    const char *start = start_of(value);
    const auto error = value.get_object().get(object);
    if (error == INCORRECT_TYPE) return mismatch(start, name, "an object");
    return !error || fail(error);
}

bool Walk::list(ondemand::value value, const std::string &name, ondemand::array &array) {
    const char *start = start_of(value);
    const auto error = value.get_array().get(array);
    if (error == INCORRECT_TYPE) return mismatch(start, name, "a list");
    return !error || fail(error);
}

bool Walk::check(ondemand::value value, size_t depth) {
    if (depth > depth_limit) {
        return fail(
            start_of(value), "values are nested more than " + std::to_string(depth_limit) + " levels deep"
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

bool Walk::check_scalar(ondemand::value value) {
    const auto token = without_blanks_behind(value.raw_json_token());
    if (!token.empty() && token.front() == '"') {
        std::string_view text;
        if (auto error = value.get_string().get(text)) return fail(error);
        return true;
    }
    if (token == "null" || token == "true" || token == "false" || is_number(token)) return true;
    return fail(start_of(value), "this is not JSON: expected a value");
}

bool Walk::check_object(ondemand::value value, const std::string &name, const Names &strings, size_t depth) {
    const char *start = start_of(value);
    ondemand::object members;
    if (!object(value, name, members)) return false;
    std::vector<std::string_view> keys;
    for (auto each : members) {
        const char *place;
        std::string_view key;
        ondemand::value member;
        if (!field(each, place, key, member)) return false;
        if (refuses_duplicates) {
            const bool compares = keys.size() < key_limit;
            if (compares && std::find(keys.begin(), keys.end(), key) != keys.end()) return twice(place, key);
            keys.push_back(key);
        }
        if (std::find(strings.begin(), strings.end(), key) != strings.end() && !is_null(member)) {
            if (*start_of(member) != '"') return mismatch(start_of(member), name + "." + std::string(key), "a string");
        }
        if (!check(member, depth + 1)) return false;
    }
    if (keys.size() <= key_limit) return true;
    std::sort(keys.begin(), keys.end());
    const auto repeated = std::adjacent_find(keys.begin(), keys.end());
    return repeated == keys.end() || fail(start, "this object has the key `" + std::string(*repeated) + "` twice");
}

bool Walk::end_of_value(const char *start, std::string_view &raw) {
    const char *next;
    if (auto error = document.current_location().get(next)) return fail(error);
    raw = without_blanks_behind(std::string_view(start, static_cast<size_t>(next - start)));
    return true;
}
