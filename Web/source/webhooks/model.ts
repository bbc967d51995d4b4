// SPDX-License-Identifier: Apache-2.0

import type { Name } from "../model.ts";

/** A webhook as `/api/webhooks` answers it; moments in milliseconds since 1970. */
export interface Webhook {
  id: number;
  name: string;
  url: string;
  kinds: string[];
  state: "active" | "paused" | "disabled";
  behind: number;
  waiting: number;
  waitingSince?: number;
  attempts: number;
  nextAttempt?: number;
  failingSince?: number;
  failure?: Name;
  lastDelivered?: number;
  formerSecretEnds?: number;
  secret?: string;
}

export interface Choices {
  kinds: string[];
  targets: string[];
  overlapHours: number;
  longestOverlapHours: number;
}

export interface TestResult {
  isTaken: boolean;
  milliseconds: number;
  failure?: Name;
}
