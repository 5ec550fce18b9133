// SPDX-License-Identifier: Apache-2.0

#ifndef CSIMDJSON_WALK_H
#define CSIMDJSON_WALK_H

#include "CSimdJSON.h"

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

// What went wrong, and where.
struct Fault {
    const char *place;
    std::string message;
};

// Goes through a JSON object from its beginning to its end, and says where something in it is wrong.
//
// Every step answers whether the walk can go on; where it cannot, the fault says why. simdjson has room for each string
// of the object once: no step reads one a second time.
class Walk {
public:
    Fault fault;

protected:
    using Names = std::vector<std::string_view>;

    // Begins with an object, or begins again; the first reads it, the second only goes back.
    bool begin(csimdjson_text text, simdjson::ondemand::object &object);
    bool begin_again(simdjson::ondemand::object &object);

    // Takes a field apart; `place` is where its key stands.
    using Each = simdjson::simdjson_result<simdjson::ondemand::field>;
    bool field(Each each, const char *&place, std::string_view &key, simdjson::ondemand::value &value);

    // Look at all of a document or value.
    bool check_all(csimdjson_text text);
    bool check(simdjson::ondemand::value value, size_t depth = 2);
    // The fields of these names are strings.
    bool check_object(simdjson::ondemand::value value, const std::string &name, const Names &strings, size_t depth);

    // Read a value; `name` is what it is called in messages.
    bool string(
        simdjson::ondemand::value value, const std::string &name, std::string_view &raw, std::string &text
    );
    bool object(simdjson::ondemand::value value, const std::string &name, simdjson::ondemand::object &object);
    bool list(simdjson::ondemand::value value, const std::string &name, simdjson::ondemand::array &array);
    // What was written of an object or list that has just been looked at.
    bool end_of_value(const char *start, std::string_view &raw);

    bool fail(const char *place, std::string message);
    bool fail(simdjson::error_code code);
    bool mismatch(const char *place, const std::string &name, const char *expected);
    bool twice(const char *place, std::string_view key);

    // Whether a key that an object has twice is a fault anywhere.
    bool refuses_duplicates = false;
    // The object.
    std::string_view bytes;

private:
    bool check_scalar(simdjson::ondemand::value value);
    const char *first_fault_of_encoding() const;

    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
};

bool is_null(simdjson::ondemand::value value);
const char *start_of(simdjson::ondemand::value value);

#endif
