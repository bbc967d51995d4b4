// SPDX-License-Identifier: Apache-2.0

#include "COSMReader.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <unordered_map>
#include <vector>

#include <osmium/io/error.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/way.hpp>

namespace {

constexpr const char *tag_keys[COSM_TAG_COUNT] = {
  "highway", "name", "name:zh", "name:en", "maxspeed", "oneway", "oneway:motor_vehicle",
  "junction", "access", "vehicle", "motor_vehicle", "service", "area"};

/// Each string once, all bytes in one piece.
class StringTable {
public:
  std::vector<size_t> starts{0};
  std::string bytes;

  int32_t number(const char *text) {
    const auto found = numbers_.emplace(text, static_cast<int32_t>(starts.size() - 1));
    if (found.second) {
      bytes += text;
      starts.push_back(bytes.size());
    }
    return found.first->second;
  }

private:
  std::unordered_map<std::string, int32_t> numbers_;
};

}  // namespace

struct cosm_handle {
  std::vector<int64_t> way_ids;
  std::vector<int32_t> way_tags;
  std::vector<size_t> way_starts{0};
  std::vector<int64_t> node_refs;
  std::vector<int32_t> latitudes;
  std::vector<int32_t> longitudes;
  std::vector<int64_t> signal_nodes;
  StringTable strings;

  void add(const osmium::Way &way) {
    const char *highway = way.tags().get_value_by_key("highway");
    if (!highway) return;
    way_ids.push_back(way.id());
    for (const char *key : tag_keys) {
      const char *value = way.tags().get_value_by_key(key);
      way_tags.push_back(value ? strings.number(value) : -1);
    }
    for (const auto &node : way.nodes()) node_refs.push_back(node.ref());
    way_starts.push_back(node_refs.size());
  }
};

namespace {

void read_ways(const osmium::io::File &file, cosm_handle &result) {
  osmium::io::Reader reader{file, osmium::osm_entity_bits::way};
  if (reader.header().has_multiple_object_versions()) {
    throw std::runtime_error{"it is a history file with several versions of each object"};
  }
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto &way : buffer.select<osmium::Way>()) result.add(way);
  }
  reader.close();
}

/// Looks every node of the ways up, whatever the order of nodes in the file.
void read_places(const osmium::io::File &file, cosm_handle &result) {
  std::vector<int64_t> wanted = result.node_refs;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::vector<int32_t> latitudes(wanted.size(), COSM_NO_PLACE);
  std::vector<int32_t> longitudes(wanted.size(), COSM_NO_PLACE);

  osmium::io::Reader reader{file, osmium::osm_entity_bits::node};
  while (const osmium::memory::Buffer buffer = reader.read()) {
    for (const auto &node : buffer.select<osmium::Node>()) {
      const auto found = std::lower_bound(wanted.begin(), wanted.end(), node.id());
      if (found == wanted.end() || *found != node.id() || !node.location().valid()) continue;
      const auto position = static_cast<size_t>(found - wanted.begin());
      latitudes[position] = node.location().y();
      longitudes[position] = node.location().x();
      const char *highway = node.tags().get_value_by_key("highway");
      if (highway && !std::strcmp(highway, "traffic_signals")) {
        result.signal_nodes.push_back(node.id());
      }
    }
  }
  reader.close();

  std::sort(result.signal_nodes.begin(), result.signal_nodes.end());
  for (const int64_t ref : result.node_refs) {
    const auto found = std::lower_bound(wanted.begin(), wanted.end(), ref);
    const auto position = static_cast<size_t>(found - wanted.begin());
    result.latitudes.push_back(latitudes[position]);
    result.longitudes.push_back(longitudes[position]);
  }
}

cosm_streets view(const cosm_handle &result) {
  cosm_streets streets{};
  streets.way_count = result.way_ids.size();
  streets.way_ids = result.way_ids.data();
  streets.way_tags = result.way_tags.data();
  streets.way_starts = result.way_starts.data();
  streets.node_ref_count = result.node_refs.size();
  streets.node_refs = result.node_refs.data();
  streets.latitudes = result.latitudes.data();
  streets.longitudes = result.longitudes.data();
  streets.string_count = result.strings.starts.size() - 1;
  streets.string_starts = result.strings.starts.data();
  streets.string_bytes = result.strings.bytes.data();
  streets.signal_count = result.signal_nodes.size();
  streets.signal_nodes = result.signal_nodes.data();
  return streets;
}

void say(const char *text, char *message, size_t capacity) {
  if (capacity == 0) return;
  std::strncpy(message, text, capacity - 1);
  message[capacity - 1] = '\0';
}

}  // namespace

cosm_status cosm_read(
  const char *path, cosm_handle **handle, cosm_streets *streets, char *message, size_t capacity) {
  *handle = nullptr;
  *streets = cosm_streets{};
  cosm_handle *result = nullptr;
  cosm_status status = COSM_OTHER_FAILURE;
  // No exception may cross into Swift.
  try {
    result = new cosm_handle;
    const osmium::io::File file{path, "pbf"};
    read_ways(file, *result);
    read_places(file, *result);
    *streets = view(*result);
    *handle = result;
    return COSM_OK;
  } catch (const osmium::io_error &error) {
    status = COSM_NOT_PBF;
    say(error.what(), message, capacity);
  } catch (const std::system_error &error) {
    status = COSM_CANNOT_OPEN;
    say(error.what(), message, capacity);
  } catch (const std::exception &error) {
    say(error.what(), message, capacity);
  } catch (...) {
    say("unknown failure", message, capacity);
  }
  delete result;
  return status;
}

void cosm_free(cosm_handle *handle) { delete handle; }
