// SPDX-License-Identifier: Apache-2.0
//
// Reads the streets of an OpenStreetMap extract through libosmium, behind a plain C face.
// What a street is worth (drivable, one-way, its speed) is decided by the caller.

#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The tags that are read of every way with a `highway` tag.
enum {
  COSM_TAG_HIGHWAY,
  COSM_TAG_NAME,
  COSM_TAG_NAME_ZH,
  COSM_TAG_NAME_EN,
  COSM_TAG_MAXSPEED,
  COSM_TAG_ONEWAY,
  COSM_TAG_ONEWAY_MOTOR_VEHICLE,
  COSM_TAG_JUNCTION,
  COSM_TAG_ACCESS,
  COSM_TAG_VEHICLE,
  COSM_TAG_MOTOR_VEHICLE,
  COSM_TAG_SERVICE,
  COSM_TAG_AREA,
  COSM_TAG_COUNT
};

typedef enum {
  COSM_OK,
  COSM_CANNOT_OPEN,
  COSM_NOT_PBF,
  COSM_OTHER_FAILURE
} cosm_status;

/// Stands for a node that the file does not hold.
#define COSM_NO_PLACE INT32_MAX

/// All ways with a `highway` tag, as columns. The memory belongs to the handle.
typedef struct {
  size_t way_count;
  const int64_t *way_ids;
  /// way_count * COSM_TAG_COUNT positions in the string table, -1 for an absent tag.
  const int32_t *way_tags;
  /// way_count + 1 positions in node_refs.
  const size_t *way_starts;

  size_t node_ref_count;
  const int64_t *node_refs;
  /// Units of 1e-7 degrees, by position in node_refs; COSM_NO_PLACE where unknown.
  const int32_t *latitudes;
  const int32_t *longitudes;

  size_t string_count;
  /// string_count + 1 positions in string_bytes (UTF-8, no terminators).
  const size_t *string_starts;
  const char *string_bytes;

  /// Ascending numbers of nodes tagged highway=traffic_signals that lie on one of the ways.
  size_t signal_count;
  const int64_t *signal_nodes;
} cosm_streets;

typedef struct cosm_handle cosm_handle;

/// Reads a file in two passes: its ways, then the places of their nodes.
///
/// On success `*handle` owns all memory that `*streets` points to; free it with cosm_free. On failure
/// `message` holds a terminated text of the library, cut to `capacity`. Throws nothing.
cosm_status cosm_read(
  const char *path, cosm_handle **handle, cosm_streets *streets, char *message, size_t capacity);

void cosm_free(cosm_handle *handle);

#ifdef __cplusplus
}
#endif
